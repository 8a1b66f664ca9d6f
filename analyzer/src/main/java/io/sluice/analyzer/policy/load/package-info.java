/**
 * Reads cluster objects into policies, as strictly as the API server, and says what is wrong with
 * them.
 *
 * <p>Read {@link io.sluice.analyzer.policy.load.PolicyLoader} first: a {@code PolicyReader} per
 * object, with a small reader for rules, peers, ports and selectors each, which ask a {@code Field}
 * for its value and tell it what is wrong.
 */
@NullMarked
package io.sluice.analyzer.policy.load;

import org.jspecify.annotations.NullMarked;

/**
 * What an engine really applies of a set of policies.
 *
 * <p>Read {@link io.sluice.analyzer.policy.translate.Translation} first.
 */
@NullMarked
package io.sluice.analyzer.policy.translate;

import org.jspecify.annotations.NullMarked;

/**
 * Connectivity expectations, held against policies like unit tests.
 *
 * <p>Read {@link io.sluice.recommender.audit.expect.Tester} first. {@code ExpectationReader} reads
 * the lines one by one, {@code Worlds} keeps the clusters that they are about, and a {@code Tally}
 * counts.
 */
@NullMarked
package io.sluice.recommender.audit.expect;

import org.jspecify.annotations.NullMarked;

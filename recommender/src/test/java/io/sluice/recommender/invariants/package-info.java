/**
 * One test class for each of the twelve promises that Sluice makes, end to end through the real
 * command line: each fails when its promise is broken.
 *
 * <p>Parts of Sluice test their own share more closely; here the whole is held to its word.
 */
@NullMarked
package io.sluice.recommender.invariants;

import org.jspecify.annotations.NullMarked;

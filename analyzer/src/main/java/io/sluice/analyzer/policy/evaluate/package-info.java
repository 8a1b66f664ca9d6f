/**
 * Says what policies allow, and why.
 *
 * <p>Read {@link io.sluice.analyzer.policy.evaluate.Evaluator} first: it prepares the two ends of a
 * connection, finds the {@code Ground} on which each direction is judged, asks the rules of {@code
 * evaluate.rule} where they decide, and has {@code Misses} say why none admits it.
 */
@NullMarked
package io.sluice.analyzer.policy.evaluate;

import org.jspecify.annotations.NullMarked;

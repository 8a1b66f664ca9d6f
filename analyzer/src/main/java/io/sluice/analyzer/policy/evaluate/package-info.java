/**
 * Says what policies allow, and why.
 *
 * <p>Read {@link io.sluice.analyzer.policy.evaluate.Evaluator} first: it asks {@code CompiledRule}s
 * about the two {@code End}s of a connection, and {@code Misses} why none admits it.
 */
@NullMarked
package io.sluice.analyzer.policy.evaluate;

import org.jspecify.annotations.NullMarked;

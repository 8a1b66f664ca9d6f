/**
 * NetworkPolicies read a second time, naively, out of the very texts: the evaluator's oracle, into
 * which the mistakes that evaluators make can be seeded to see whether the tests notice.
 *
 * <p>Read {@link io.sluice.analyzer.policy.naive.NaiveReading} first.
 */
@NullMarked
package io.sluice.analyzer.policy.naive;

import org.jspecify.annotations.NullMarked;

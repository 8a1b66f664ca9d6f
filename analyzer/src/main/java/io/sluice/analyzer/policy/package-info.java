/**
 * Network policies: the model, a strict loader, and the evaluator that says what they allow and
 * why.
 *
 * <p>Read {@link io.sluice.analyzer.policy.NetworkPolicy}, then {@link
 * io.sluice.analyzer.policy.Evaluator}. {@link io.sluice.analyzer.policy.PolicyLoader} turns
 * cluster objects into the former: a {@code PolicyReader} per object, with a small reader for
 * rules, peers, ports and selectors each. The evaluator asks {@code CompiledRule}s about the two
 * {@code End}s of a connection, and {@code Misses} why none admits it.
 */
@NullMarked
package io.sluice.analyzer.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Network policies: the model, a strict loader, and the evaluator that says what they allow and
 * why.
 *
 * <p>Read {@link io.sluice.analyzer.policy.NetworkPolicy}, then {@link
 * io.sluice.analyzer.policy.Evaluator}.
 */
@NullMarked
package io.sluice.analyzer.policy;

import org.jspecify.annotations.NullMarked;

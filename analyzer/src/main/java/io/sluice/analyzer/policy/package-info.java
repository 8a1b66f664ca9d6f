/**
 * Network policies: the model, with every default applied, and what engines make of it.
 *
 * <p>Read {@link io.sluice.analyzer.policy.NetworkPolicy} first. Package {@code load} reads cluster
 * objects into the model, package {@code translate} says what an engine leaves out of it, package
 * {@code evaluate} says what a {@link io.sluice.analyzer.policy.PolicySet} allows under an {@link
 * io.sluice.analyzer.policy.EngineProfile}.
 */
@NullMarked
package io.sluice.analyzer.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Policies of other APIs, which Sluice names and does not evaluate: which pods they may select.
 *
 * <p>Read {@link io.sluice.analyzer.policy.foreign.ForeignPolicies} first. A {@code ForeignKind}
 * knows the selector language of an API; what of a selector is not certain never narrows it, so
 * that no pod is taken for untouched which such a policy may touch.
 */
@NullMarked
package io.sluice.analyzer.policy.foreign;

import org.jspecify.annotations.NullMarked;

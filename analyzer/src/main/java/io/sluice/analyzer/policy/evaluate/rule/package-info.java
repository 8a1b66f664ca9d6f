/**
 * Policies made ready to be asked, and the ends about which they are asked.
 *
 * <p>Read {@link io.sluice.analyzer.policy.evaluate.rule.Isolation} first: it is what isolates the
 * pods of a class, with a {@code PortTable} of its {@code CompiledRule}s. It knows no verdicts.
 */
@NullMarked
package io.sluice.analyzer.policy.evaluate.rule;

import org.jspecify.annotations.NullMarked;

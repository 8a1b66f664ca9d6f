/**
 * Finds what is legal in policies and hardly meant, judged against the pods, namespaces, nodes and
 * Services that are there.
 *
 * <p>Read {@link io.sluice.analyzer.policy.lint.PolicyLinter} first: it asks a list of {@code
 * LintRule}s about each policy, and {@code known} what there is for its selectors.
 */
@NullMarked
package io.sluice.analyzer.policy.lint;

import org.jspecify.annotations.NullMarked;

/**
 * Finds what is legal in policies and hardly meant, judged against the pods, namespaces, nodes and
 * Services that are there.
 *
 * <p>Read {@link io.sluice.analyzer.policy.lint.PolicyLinter} first: it asks a list of {@code
 * LintRule}s about each policy. A {@code KnownCluster} says what is known of a cluster, and how far
 * it can be trusted to be all of it; a {@code NearMiss} which labels somebody probably meant.
 */
@NullMarked
package io.sluice.analyzer.policy.lint;

import org.jspecify.annotations.NullMarked;

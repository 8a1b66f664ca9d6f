/**
 * What is known of a cluster where policies are judged against it, how far that can be all of it,
 * and which labels somebody probably meant.
 *
 * <p>Read {@link io.sluice.analyzer.policy.lint.known.KnownCluster} first; an {@code Absence} is
 * that a selector selects nothing there.
 */
@NullMarked
package io.sluice.analyzer.policy.lint.known;

import org.jspecify.annotations.NullMarked;

/**
 * Branches in a git repository that somebody else may change at any moment: read at the beginning
 * of a run, written with a lease, never rewritten where a person has committed.
 *
 * <p>Read {@link io.sluice.recommender.pr.git.GitWorkspace} first, then {@code ToolCommit}, which
 * says how a commit proves that it is ours.
 */
@NullMarked
package io.sluice.recommender.pr.git;

import org.jspecify.annotations.NullMarked;

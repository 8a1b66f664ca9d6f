/**
 * The files of a repository that hold policies: what stands on the base, whose it is, and what a
 * set of wanted policies makes of it.
 *
 * <p>Read {@link io.sluice.recommender.pr.files.BaseFolder} first. Which file is replaced, kept or
 * in the way is decided where files are written to disk too: {@code write.policy.FolderPlan}.
 */
@NullMarked
package io.sluice.recommender.pr.files;

import org.jspecify.annotations.NullMarked;

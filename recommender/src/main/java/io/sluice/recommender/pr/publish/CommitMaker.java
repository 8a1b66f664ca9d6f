package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.NewCommit;

/** Who makes the commits. */
@FunctionalInterface
public interface CommitMaker {
  /** Sluice itself: the same commit for the same content and date. */
  CommitMaker OWN = GitWorkspace::commit;

  /** Makes a commit on the base that {@code git} can push. */
  String make(GitWorkspace git, NewCommit wanted);
}

package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.NewCommit;
import io.sluice.recommender.pr.git.PushAnswer;
import io.sluice.recommender.pr.github.VerifiedCommits;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Commits that GitHub makes and signs. Each is made on a branch of its own that goes with it,
 * {@code netpol-making/COMMIT}, and then fetched: the pull request's branch gets it with a lease,
 * like any other, and is never set back to the base, which would close the pull request.
 */
public final class GithubCommits implements CommitMaker {
  private static final String MAKING = "netpol-making/";

  private final VerifiedCommits commits;

  public GithubCommits(VerifiedCommits commits) {
    this.commits = commits;
  }

  @Override
  public String make(GitWorkspace git, NewCommit wanted) {
    String like = git.commit(wanted);
    String branch = MAKING + like;
    String head = git.baseCommit();
    demand(git.push(branch, Optional.empty(), Optional.of(head)), branch);
    try {
      head = add(git, wanted, branch, like);
      git.fetchLike(branch, head, like);
      return head;
    } finally {
      // Left behind where that fails too; nothing reads it, and people can delete it.
      git.push(branch, Optional.of(head), Optional.empty());
    }
  }

  private String add(GitWorkspace git, NewCommit wanted, String branch, String like) {
    TreeMap<String, byte[]> additions = new TreeMap<>();
    TreeSet<String> deletions = new TreeSet<>();
    wanted
        .files()
        .forEach(
            (path, content) ->
                content.ifPresentOrElse(
                    text -> additions.put(path, text.getBytes(StandardCharsets.UTF_8)),
                    () -> deletions.add(path)));
    return commits.add(branch, git.baseCommit(), git.messageOf(like), additions, deletions);
  }

  private static void demand(PushAnswer answer, String branch) {
    if (answer instanceof PushAnswer.Moved) {
      throw new HostException(
          Reason.CONFLICT,
          "branch "
              + branch
              + " is there already: another run is at it, or one broke off; delete it and run again");
    }
    if (answer instanceof PushAnswer.Refused refused) {
      throw new HostException(
          Reason.REFUSED,
          "branch " + branch + ", on which GitHub is to make the commit: " + refused.reason());
    }
  }
}

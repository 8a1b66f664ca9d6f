package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.publish.Decider.Decision;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many more may be open. On a host its open pull requests count, which people may have closed
 * or left without a branch; in plain git the branches are all that there is.
 */
final class Room {
  private final int most;
  private final Set<String> open;

  private Room(int most, Set<String> open) {
    this.most = most;
    this.open = open;
  }

  /** Of one cluster; asks the host once for each kind of pull request. */
  static Room of(GitWorkspace git, Optional<PullRequestHost> host, String cluster, int most) {
    Set<String> open = new TreeSet<>();
    if (host.isEmpty()) {
      open.addAll(git.branches().keySet());
    } else {
      for (GroupKey.Kind kind : GroupKey.Kind.values()) {
        host.get().openUnder(kind.branches(cluster)).forEach(one -> open.add(one.branch()));
      }
    }
    return new Room(most, open);
  }

  /** The branches that are open, sorted. */
  Set<String> open() {
    return open;
  }

  /** Whether one is not open, and cannot be opened either. */
  boolean isFullFor(String branch) {
    return !open.contains(branch) && open.size() >= most;
  }

  /** Counts what is going to be done. */
  void take(Decision decision) {
    String branch = decision.plan().key().branch();
    switch (decision.kind()) {
      case OPENED, UPDATED -> open.add(branch);
      case UNCHANGED -> {
        if (decision.request().isEmpty()) {
          open.add(branch);
        }
      }
      case CLOSED -> open.remove(branch);
      default -> {
        // Nothing is opened or closed.
      }
    }
  }
}

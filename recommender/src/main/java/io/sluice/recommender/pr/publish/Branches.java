package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.Outcome;
import io.sluice.recommender.pr.git.BranchTip;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.PushAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The branches of one cluster that are there already. */
public final class Branches {
  private final GitWorkspace git;
  private final String cluster;
  private final SortedSet<String> namespaces;

  /**
   * Branches of a cluster.
   *
   * @param namespaces only those of these; all where there are none
   */
  public Branches(GitWorkspace git, String cluster, SortedSet<String> namespaces) {
    this.git = git;
    this.cluster = cluster;
    this.namespaces = namespaces;
  }

  /** All of them, sorted. */
  public List<BranchTip> all() {
    return git.branches().values().stream()
        .filter(tip -> keyOf(tip).filter(this::concerns).isPresent())
        .toList();
  }

  private boolean concerns(GroupKey key) {
    String group = key.group();
    int dot = group.indexOf('.');
    return namespaces.isEmpty() || namespaces.contains(dot < 0 ? group : group.substring(0, dot));
  }

  private Optional<GroupKey> keyOf(BranchTip tip) {
    return Arrays.stream(GroupKey.Kind.values())
        .filter(kind -> tip.branch().startsWith(kind.branches(cluster)))
        .map(
            kind ->
                new GroupKey(
                    cluster, tip.branch().substring(kind.branches(cluster).length()), kind))
        .findFirst();
  }

  /** Deletes those that hold nothing but our commit. */
  public List<Outcome> close() {
    List<Outcome> outcomes = new ArrayList<>();
    for (BranchTip tip : all()) {
      keyOf(tip).ifPresent(key -> outcomes.add(close(tip, key)));
    }
    return outcomes;
  }

  private Outcome close(BranchTip tip, GroupKey key) {
    if (tip instanceof BranchTip.Foreign foreign) {
      return new Outcome(key, Outcome.Kind.STOPPED, foreign.reason() + ", so the branch stays");
    }
    PushAnswer answer = git.push(tip.branch(), Optional.of(tip.head()), Optional.empty());
    if (answer instanceof PushAnswer.Refused refused) {
      return new Outcome(key, Outcome.Kind.REFUSED, refused.reason());
    }
    return answer instanceof PushAnswer.Moved
        ? new Outcome(key, Outcome.Kind.MOVED, "somebody pushed to it during this run; it stays")
        : new Outcome(key, Outcome.Kind.CLOSED, "the branch was deleted");
  }
}

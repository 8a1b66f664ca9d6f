package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.Outcome;
import io.sluice.recommender.pr.git.BranchTip;
import io.sluice.recommender.pr.git.GitException;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.PushAnswer;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequestHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The branches of one cluster that are there already. */
public final class Branches {
  private final GitWorkspace git;
  private final Optional<PullRequestHost> host;
  private final String cluster;
  private final SortedSet<String> namespaces;

  /**
   * Branches of a cluster.
   *
   * @param host who has their pull requests; empty where nobody is asked
   * @param namespaces only those of these; all where there are none
   */
  public Branches(
      GitWorkspace git,
      Optional<PullRequestHost> host,
      String cluster,
      SortedSet<String> namespaces) {
    this.git = git;
    this.host = host;
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

  /** The pull requests of those that have one, open or not, by branch. */
  public SortedMap<String, PullRequest> requests() {
    TreeMap<String, PullRequest> requests = new TreeMap<>();
    for (BranchTip tip : all()) {
      host.flatMap(h -> h.find(tip.branch()))
          .ifPresent(request -> requests.put(tip.branch(), request));
    }
    return requests;
  }

  /** Deletes those that hold nothing but our commit, and closes their pull requests. */
  public List<Outcome> close() {
    List<Outcome> outcomes = new ArrayList<>();
    for (BranchTip tip : all()) {
      keyOf(tip).ifPresent(key -> outcomes.add(closeOrSay(tip, key)));
    }
    return outcomes;
  }

  /** One that is refused does not stop the others. */
  private Outcome closeOrSay(BranchTip tip, GroupKey key) {
    try {
      return close(tip, key);
    } catch (HostException | GitException e) {
      return new Outcome(key, Outcome.Kind.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private Outcome close(BranchTip tip, GroupKey key) {
    if (tip instanceof BranchTip.Foreign foreign) {
      return new Outcome(key, Outcome.Kind.STOPPED, foreign.reason() + ", so the branch stays");
    }
    // Many hosts close a pull request with its branch, so what it was is asked before.
    Optional<PullRequest> request = host.flatMap(h -> h.find(tip.branch()));
    PushAnswer answer = git.push(tip.branch(), Optional.of(tip.head()), Optional.empty());
    if (answer instanceof PushAnswer.Refused refused) {
      return new Outcome(key, Outcome.Kind.REFUSED, refused.reason());
    }
    if (answer instanceof PushAnswer.Moved) {
      return new Outcome(
          key, Outcome.Kind.MOVED, "somebody pushed to it during this run; it stays");
    }
    host.ifPresent(h -> new HostWriter(h).close(request, "somebody asked for it with pr close"));
    boolean open = request.filter(r -> r.state() == PullRequest.State.OPEN).isPresent();
    return new Outcome(
        key,
        Outcome.Kind.CLOSED,
        open ? "the branch was deleted, its pull request closed" : "the branch was deleted");
  }
}

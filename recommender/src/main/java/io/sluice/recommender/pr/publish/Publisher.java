package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.Outcome;
import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.git.GitException;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.PushAnswer;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.publish.Decider.Decision;
import io.sluice.recommender.write.policy.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings branches and pull requests to hold what was planned. Each is brought there on its own: one
 * that is refused does not stop the others.
 */
public final class Publisher {
  private final GitWorkspace git;
  private final Optional<PullRequestHost> host;
  private final FileTree tree;
  private final Target target;

  /**
   * Where to and how.
   *
   * @param path the folder of the policies, from the top of the repository
   * @param version which Sluice makes the commits
   * @param maxOpen how many may be open at once
   */
  public record Target(String path, String version, int maxOpen) {}

  public Publisher(GitWorkspace git, Optional<PullRequestHost> host, FileTree tree, Target target) {
    this.git = git;
    this.host = host;
    this.tree = tree;
    this.target = target;
  }

  /** A plan as it would be delivered here. */
  public Delivery delivery(PullRequestPlan plan) {
    Optional<HostLimits> limits = host.map(PullRequestHost::limits);
    return Delivery.of(plan, tree, target.path(), limits);
  }

  /**
   * What {@link #publish} would do; writes nothing anywhere.
   *
   * @param plans sorted
   */
  public List<Outcome> preview(List<PullRequestPlan> plans) {
    return decisions(plans).stream()
        .map(decision -> new Outcome(decision.plan().key(), decision.kind(), decision.reason()))
        .toList();
  }

  /** Does it. */
  public List<Outcome> publish(List<PullRequestPlan> plans) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Decision decision : decisions(plans)) {
      outcomes.add(publish(decision));
    }
    return outcomes;
  }

  private List<Decision> decisions(List<PullRequestPlan> plans) {
    Decider decider = new Decider(git);
    List<Decision> decisions = new ArrayList<>();
    int open = git.branches().size();
    for (PullRequestPlan plan : plans) {
      boolean isNew = !git.branches().containsKey(plan.key().branch());
      Decision decision = decide(decider, plan, isNew && open >= target.maxOpen());
      open += isNew && decision.kind() == Kind.OPENED ? 1 : 0;
      open -= decision.kind() == Kind.CLOSED ? 1 : 0;
      decisions.add(decision);
    }
    return decisions;
  }

  private Decision decide(Decider decider, PullRequestPlan plan, boolean full) {
    try {
      return decider.decide(plan, host.flatMap(h -> h.find(plan.key().branch())), full);
    } catch (HostException | GitException e) {
      return decider.refused(plan, words(e));
    }
  }

  private Outcome publish(Decision decision) {
    try {
      return switch (decision.kind()) {
        case OPENED, UPDATED -> deliver(decision);
        case CLOSED -> close(decision);
        case STOPPED -> stop(decision);
        case UNCHANGED -> refresh(decision);
        default -> outcome(decision, decision.kind(), decision.reason());
      };
    } catch (HostException | GitException e) {
      return outcome(decision, Kind.REFUSED, words(e));
    }
  }

  private static String words(RuntimeException refusal) {
    return String.valueOf(refusal.getMessage());
  }

  private static Outcome outcome(Decision decision, Kind kind, String detail) {
    return new Outcome(decision.plan().key(), kind, detail);
  }

  private Outcome deliver(Decision decision) {
    Delivery delivery = delivery(decision.plan());
    String commit = git.commit(delivery.commit(target.version()));
    String branch = decision.plan().key().branch();
    PushAnswer answer = git.push(branch, decision.head(), Optional.of(commit));
    if (answer instanceof PushAnswer.Moved) {
      return outcome(decision, Kind.MOVED, MOVED);
    }
    if (answer instanceof PushAnswer.Refused refused) {
      return outcome(decision, Kind.REFUSED, refused.reason());
    }
    try {
      host.ifPresent(h -> new HostWriter(h).deliver(delivery, git.base(), decision.request()));
    } catch (HostException e) {
      return outcome(
          decision,
          Kind.REFUSED,
          "commit " + commit + " is pushed, its pull request is for the next run: " + words(e));
    }
    return outcome(decision, decision.kind(), "commit " + commit);
  }

  private static final String MOVED =
      "somebody pushed to the branch during this run; nothing was overwritten, and the next run"
          + " looks again";

  private Outcome close(Decision decision) {
    String branch = decision.plan().key().branch();
    PushAnswer answer = git.push(branch, decision.head(), Optional.empty());
    if (answer instanceof PushAnswer.Moved) {
      return outcome(decision, Kind.MOVED, MOVED);
    }
    if (answer instanceof PushAnswer.Refused refused) {
      return outcome(decision, Kind.REFUSED, refused.reason());
    }
    host.ifPresent(h -> new HostWriter(h).close(decision.request(), decision.reason()));
    return outcome(decision, Kind.CLOSED, decision.reason());
  }

  private Outcome stop(Decision decision) {
    host.ifPresent(h -> new HostWriter(h).stop(decision.request(), decision.reason()));
    return outcome(decision, Kind.STOPPED, decision.reason());
  }

  /** The branch is right; the pull request may not be there yet, or be about less. */
  private Outcome refresh(Decision decision) {
    boolean written =
        host.isPresent()
            && new HostWriter(host.get())
                .refresh(delivery(decision.plan()), git.base(), decision.request());
    return written
        ? outcome(decision, Kind.UPDATED, "only the pull request's text and labels")
        : outcome(decision, Kind.UNCHANGED, decision.reason());
  }

  /**
   * Plans, and an empty one for each branch of ours that none of them is about: what it proposed is
   * not proposed any more.
   *
   * @param kinds the kinds of pull requests that this run looked at
   */
  public static List<PullRequestPlan> withOrphans(
      List<PullRequestPlan> plans, GitWorkspace git, String cluster, List<GroupKey.Kind> kinds) {
    TreeMap<String, PullRequestPlan> byBranch = new TreeMap<>();
    plans.forEach(plan -> byBranch.put(plan.key().branch(), plan));
    List<PullRequestPlan> all = new ArrayList<>(plans);
    for (GroupKey.Kind kind : kinds) {
      String prefix = kind.branches(cluster);
      for (String branch : git.branches().keySet()) {
        if (branch.startsWith(prefix) && !byBranch.containsKey(branch)) {
          GroupKey key = new GroupKey(cluster, branch.substring(prefix.length()), kind);
          all.add(PullRequestPlan.nothing(key, List.of()));
        }
      }
    }
    return all.stream().sorted().toList();
  }
}

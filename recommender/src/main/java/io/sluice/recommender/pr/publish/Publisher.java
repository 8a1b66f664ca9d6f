package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.Outcome;
import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.git.GitException;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.git.PushAnswer;
import io.sluice.recommender.pr.host.HostException;
import io.sluice.recommender.pr.host.HostException.Reason;
import io.sluice.recommender.pr.host.HostLimits;
import io.sluice.recommender.pr.host.PullRequestHost;
import io.sluice.recommender.pr.publish.Decider.Decision;
import io.sluice.recommender.write.policy.FileTree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings branches and pull requests to hold what was planned. Each is brought there on its own: one
 * that is refused does not stop the others.
 */
public final class Publisher {
  private static final Set<Reason> CLOSING =
      EnumSet.of(Reason.NOT_AUTHENTICATED, Reason.RATE_LIMITED);

  private final GitWorkspace git;
  private final Optional<PullRequestHost> host;
  private final FileTree tree;
  private final Target target;
  private Optional<HostException> closedDoor = Optional.empty();

  /**
   * Where to and how.
   *
   * @param path the folder of the policies, from the top of the repository
   * @param version which Sluice makes the commits
   * @param maxOpen how many may be open at once
   * @param limits the host's, also where it is not asked; empty for plain git
   * @param commits who makes the commits
   */
  public record Target(
      String path, String version, int maxOpen, Optional<HostLimits> limits, CommitMaker commits) {}

  public Publisher(GitWorkspace git, Optional<PullRequestHost> host, FileTree tree, Target target) {
    this.git = git;
    this.host = host;
    this.tree = tree;
    this.target = target;
  }

  /** A plan as it would be delivered here. */
  public Delivery delivery(PullRequestPlan plan) {
    return Delivery.of(plan, tree, target.path(), target.limits());
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
    Map<String, Room> rooms = new HashMap<>();
    for (PullRequestPlan plan : plans) {
      Room room = rooms.computeIfAbsent(plan.key().cluster(), this::room);
      Decision decision = decide(decider, plan, room.isFullFor(plan.key().branch()));
      room.take(decision);
      decisions.add(decision);
    }
    return decisions;
  }

  private Room room(String cluster) {
    return Room.of(git, host, cluster, target.maxOpen());
  }

  private Decision decide(Decider decider, PullRequestPlan plan, boolean full) {
    if (closedDoor.isPresent()) {
      return decider.refused(plan, words(closedDoor.get()));
    }
    try {
      return decider.decide(plan, host.flatMap(h -> h.find(plan.key().branch())), full);
    } catch (HostException e) {
      close(e);
      return decider.refused(plan, words(e));
    } catch (GitException e) {
      return decider.refused(plan, words(e));
    }
  }

  /** Who is not let in, or is asked to come later, need not try the next door of the same house. */
  private void close(HostException refusal) {
    if (CLOSING.contains(refusal.reason())) {
      closedDoor = Optional.of(refusal);
    }
  }

  private Outcome publish(Decision decision) {
    if (closedDoor.isPresent()) {
      return outcome(decision, Kind.REFUSED, words(closedDoor.get()));
    }
    try {
      return switch (decision.kind()) {
        case OPENED, UPDATED -> deliver(decision);
        case CLOSED -> close(decision);
        case STOPPED -> stop(decision);
        case UNCHANGED -> refresh(decision);
        default -> outcome(decision, decision.kind(), decision.reason());
      };
    } catch (HostException e) {
      close(e);
      return outcome(decision, Kind.REFUSED, words(e));
    } catch (GitException e) {
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
    String commit = target.commits().make(git, delivery.commit(target.version()));
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
      close(e);
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
    if (decision.head().isPresent()) {
      String branch = decision.plan().key().branch();
      PushAnswer answer = git.push(branch, decision.head(), Optional.empty());
      if (answer instanceof PushAnswer.Moved) {
        return outcome(decision, Kind.MOVED, MOVED);
      }
      if (answer instanceof PushAnswer.Refused refused) {
        return outcome(decision, Kind.REFUSED, refused.reason());
      }
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
    Kind done =
        host.map(
                h ->
                    new HostWriter(h)
                        .refresh(delivery(decision.plan()), git.base(), decision.request()))
            .orElse(Kind.UNCHANGED);
    return outcome(
        decision,
        done,
        switch (done) {
          case OPENED -> "the branch was there already";
          case UPDATED -> "only the pull request's text and labels";
          default -> decision.reason();
        });
  }

  /**
   * Plans, and an empty one for each branch or open pull request of ours that none of them is
   * about: what it proposed is not proposed any more.
   *
   * @param kinds the kinds of pull requests that this run looked at
   */
  public List<PullRequestPlan> withOrphans(
      List<PullRequestPlan> plans, String cluster, List<GroupKey.Kind> kinds) {
    Set<String> planned = new TreeSet<>();
    plans.forEach(plan -> planned.add(plan.key().branch()));
    List<PullRequestPlan> all = new ArrayList<>(plans);
    Set<String> there = new TreeSet<>(git.branches().keySet());
    there.addAll(room(cluster).open());
    there.removeAll(planned);
    for (GroupKey.Kind kind : kinds) {
      String prefix = kind.branches(cluster);
      for (String branch : there) {
        if (branch.startsWith(prefix)) {
          GroupKey key = new GroupKey(cluster, branch.substring(prefix.length()), kind);
          all.add(PullRequestPlan.nothing(key, List.of()));
        }
      }
    }
    return all.stream().sorted().toList();
  }
}

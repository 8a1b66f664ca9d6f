package io.sluice.recommender.pr.publish;

import io.sluice.recommender.pr.Outcome.Kind;
import io.sluice.recommender.pr.PullRequestPlan;
import io.sluice.recommender.pr.body.Marker;
import io.sluice.recommender.pr.git.BranchTip;
import io.sluice.recommender.pr.git.GitWorkspace;
import io.sluice.recommender.pr.host.PullRequest;
import io.sluice.recommender.pr.host.PullRequest.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be done about a plan; does nothing itself.
 *
 * <table>
 *   <caption>The first row that fits</caption>
 *   <tr><th>branch</th><th>plan</th><th>then</th></tr>
 *   <tr><td>holds somebody else's commit</td><td>empty, and no open request</td><td>nothing</td>
 *   </tr>
 *   <tr><td>holds somebody else's commit</td><td>any</td><td>stopped</td></tr>
 *   <tr><td>none</td><td>empty</td><td>nothing</td></tr>
 *   <tr><td>ours, or an open request</td><td>empty</td><td>closed</td></tr>
 *   <tr><td>any</td><td>says what somebody closed</td><td>declined</td></tr>
 *   <tr><td>any, and it is not open</td><td>any, and there is no room</td><td>waiting</td></tr>
 *   <tr><td>none</td><td>new</td><td>opened</td></tr>
 *   <tr><td>ours, merges</td><td>says the same</td><td>unchanged</td></tr>
 *   <tr><td>ours</td><td>else</td><td>updated</td></tr>
 * </table>
 */
final class Decider {
  private final GitWorkspace git;

  Decider(GitWorkspace git) {
    this.git = git;
  }

  /**
   * What to do and why.
   *
   * @param tip what the branch holds; null where there is none
   * @param request the host's pull request of that branch
   */
  record Decision(
      PullRequestPlan plan,
      Kind kind,
      String reason,
      @Nullable BranchTip tip,
      Optional<PullRequest> request) {
    Decision with(Kind other, String because) {
      return new Decision(plan, other, because, tip, request);
    }

    Optional<String> head() {
      return Optional.ofNullable(tip).map(BranchTip::head);
    }
  }

  /**
   * Decides about one plan.
   *
   * @param full whether it is not open, and as many are open as may be
   */
  Decision decide(PullRequestPlan plan, Optional<PullRequest> request, boolean full) {
    @Nullable BranchTip tip = git.branches().get(plan.key().branch());
    Decision nothing = new Decision(plan, Kind.NOTHING, "", tip, request);
    boolean open = request.filter(r -> r.state() == State.OPEN).isPresent();
    if (tip instanceof BranchTip.Foreign foreign) {
      if (plan.isEmpty() && !open) {
        return nothing.with(Kind.NOTHING, "the branch has somebody else's commit and stays");
      }
      return nothing.with(Kind.STOPPED, foreign.reason());
    }
    if (plan.isEmpty()) {
      return tip == null && !open
          ? nothing
          : nothing.with(Kind.CLOSED, "nothing of it is left to propose");
    }
    boolean closed = request.filter(r -> r.state() == State.CLOSED).isPresent();
    if (closed && saysTheSame(plan, request)) {
      return nothing.with(Kind.DECLINED, "closed by somebody, and it would say the same again");
    }
    Decision wanted =
        tip instanceof BranchTip.Ours ours
            ? decide(nothing, ours, request)
            : nothing.with(Kind.OPENED, "");
    boolean merged = request.filter(r -> r.state() == State.MERGED).isPresent();
    return full && !(merged && wanted.kind() == Kind.UNCHANGED)
        ? nothing.with(Kind.WAITING, "as many are open as --max-open allows")
        : wanted;
  }

  /** Where it could not be learnt what to do. */
  Decision refused(PullRequestPlan plan, String reason) {
    @Nullable BranchTip tip = git.branches().get(plan.key().branch());
    return new Decision(plan, Kind.REFUSED, reason, tip, Optional.empty());
  }

  private Decision decide(Decision nothing, BranchTip.Ours ours, Optional<PullRequest> request) {
    boolean same = ours.ruleDigest().equals(nothing.plan().digests().rules());
    boolean open = request.isEmpty() || request.get().state() == State.OPEN;
    if (!same) {
      return nothing.with(open ? Kind.UPDATED : Kind.OPENED, "the rules changed");
    }
    if (git.mergeState(ours) == GitWorkspace.MergeState.CONFLICT) {
      return nothing.with(Kind.UPDATED, "it does not merge into the base any more");
    }
    return nothing.with(Kind.UNCHANGED, "the rules are the same");
  }

  private static boolean saysTheSame(PullRequestPlan plan, Optional<PullRequest> request) {
    return request
        .flatMap(r -> Marker.ruleDigest(r.body()))
        .filter(plan.digests().rules()::equals)
        .isPresent();
  }
}

package io.sluice.recommender.audit.expect;

import io.sluice.analyzer.policy.Protocol;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.policy.load.PolicyProblem.Severity;
import io.sluice.recommender.audit.world.World;
import java.util.ArrayList;
import java.util.List;

/** What to know about an answer besides its reason. */
final class Caveats {
  private Caveats() {}

  /** One line; "" where there is nothing to know. */
  static String of(World world, List<String> notes, Connection asked, Verdict verdict) {
    List<String> caveats = new ArrayList<>(notes);
    host(caveats, asked.client());
    host(caveats, asked.server());
    if (verdict instanceof Verdict.Allowed allowed) {
      exempt(caveats, asked.client(), allowed.egress());
      exempt(caveats, asked.server(), allowed.ingress());
    } else if (verdict instanceof Verdict.Denied denied) {
      exempt(caveats, asked.client(), denied.egress());
      exempt(caveats, asked.server(), denied.ingress());
    }
    if (world.sctpTakenAsEnabled() && asked.protocol() == Protocol.SCTP.number()) {
      caveats.add(world.evaluator().engine().name() + " filters SCTP only where that is enabled");
    }
    problems(caveats, world, Severity.REFUSED, "not in force because the API server refuses it: ");
    problems(caveats, world, Severity.UNSUPPORTED, "not evaluated: ");
    return String.join("; ", caveats.stream().distinct().toList());
  }

  private static void host(List<String> caveats, Subject subject) {
    if (subject instanceof Subject.OfPod of && of.pod().hostNetwork()) {
      caveats.add(subject + " is a hostNetwork pod");
    }
  }

  /** Why no rule was looked at; that an address has no rules is no news. */
  private static void exempt(List<String> caveats, Subject own, DirectionVerdict verdict) {
    if (verdict instanceof DirectionVerdict.Exempt exempt && own instanceof Subject.OfPod) {
      caveats.add(exempt.reason());
    }
  }

  private static void problems(List<String> caveats, World world, Severity severity, String what) {
    List<PolicyProblem> found =
        world.problems().stream().filter(problem -> problem.severity() == severity).toList();
    if (!found.isEmpty()) {
      PolicyProblem first = found.get(0);
      long more = found.stream().map(PolicyProblem::policy).distinct().count() - 1;
      caveats.add(
          what
              + first.policy()
              + " ("
              + first.file()
              + ":"
              + first.line()
              + ")"
              + (more == 0 ? "" : " and " + more + " more"));
    }
  }
}

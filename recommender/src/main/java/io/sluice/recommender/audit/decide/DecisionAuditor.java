package io.sluice.recommender.audit.decide;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Connection;
import io.sluice.analyzer.policy.evaluate.DirectionVerdict;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.analyzer.policy.evaluate.Verdict;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.audit.PolicyFinding;
import io.sluice.recommender.audit.SubjectClass;
import io.sluice.recommender.audit.decide.Candidates.Candidate;
import io.sluice.recommender.audit.decide.PortSamples.Sample;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.decision.Decisions;
import io.sluice.recommender.recommend.decision.EdgeDecision;
import io.sluice.recommender.recommend.decision.HoldDecision;
import io.sluice.recommender.recommend.decision.Sponsor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks the evaluator whether policies keep to decisions, whatever was recorded: of all pods that
 * are there, all addresses that policies tell apart, all ports that they tell apart.
 */
public final class DecisionAuditor {
  private final Inventory inventory;
  private final Evaluator evaluator;
  private final Candidates candidates;
  private final PortSamples ports;
  private final Decisions decisions;

  public DecisionAuditor(
      Inventory inventory,
      PolicySet policies,
      EngineProfile engine,
      ForeignPolicies foreign,
      Decisions decisions) {
    this.inventory = inventory;
    this.evaluator = new Evaluator(policies, inventory, engine, foreign);
    this.candidates = new Candidates(inventory, policies);
    this.ports = new PortSamples(policies, inventory);
    this.decisions = decisions;
  }

  /**
   * All findings, sorted.
   *
   * @param edges what was recorded; none where there are no logs, and then no acceptance is unused
   * @param idle decisions that release what is not there
   */
  public List<PolicyFinding> audit(Collection<JudgedEdge> edges, Collection<HoldDecision> idle) {
    List<PolicyFinding> findings = new ArrayList<>(admitted());
    decisions.of(EdgeDecision.Kind.EXPECT).forEach(d -> denied(d).ifPresent(findings::add));
    decisions.edges().forEach(d -> forgotten(d, edges).ifPresent(findings::add));
    decisions.holds().forEach(d -> forgotten(d, idle.contains(d)).ifPresent(findings::add));
    return findings.stream().sorted().toList();
  }

  /** Only what policies admit although it is forbidden, sorted. */
  public List<PolicyFinding> admitted() {
    return decisions.of(EdgeDecision.Kind.NEVER_ALLOW).stream()
        .flatMap(decision -> admitted(decision).stream())
        .sorted()
        .toList();
  }

  private record Pair(String names, Connection sample, Verdict verdict) {}

  private Optional<PolicyFinding> admitted(EdgeDecision decision) {
    List<Pair> pairs = pairs(decision, Verdict::allowed);
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            finding(
                FindingRule.NEVER_ALLOW,
                decision.title(),
                decision.sponsor(),
                "policies admit "
                    + named(pairs)
                    + ", which is forbidden by "
                    + decision.sponsor().words()));
  }

  private Optional<PolicyFinding> denied(EdgeDecision decision) {
    List<Pair> pairs = pairs(decision, verdict -> verdict instanceof Verdict.Denied);
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            finding(
                FindingRule.EXPECTED_DENIED,
                decision.title(),
                decision.sponsor(),
                "policies deny "
                    + named(pairs)
                    + because(pairs.get(0).verdict())
                    + "; it is expected by "
                    + decision.sponsor().words()));
  }

  private static String because(Verdict verdict) {
    return verdict instanceof Verdict.Denied denied
        ? Stream.of(denied.egress(), denied.ingress())
            .filter(DirectionVerdict.DeniedBy.class::isInstance)
            .map(by -> ": " + ((DirectionVerdict.DeniedBy) by).because())
            .findFirst()
            .orElse("")
        : "";
  }

  private static String named(List<Pair> pairs) {
    Pair first = pairs.get(0);
    int others = pairs.size() - 1;
    return first.names()
        + " "
        + port(first.sample())
        + (others == 0
            ? ""
            : others == 1 ? " and 1 other pair" : " and " + others + " other pairs");
  }

  private static String port(Connection sample) {
    return io.sluice.recommender.audit.EdgeText.port(sample.protocol(), sample.port());
  }

  /** The pairs of candidates of which at least one connection has such a verdict. */
  private List<Pair> pairs(EdgeDecision decision, Predicate<Verdict> such) {
    List<Pair> pairs = new ArrayList<>();
    List<Candidate> servers = candidates.of(decision.to());
    List<Sample> samples = ports.in(decision.port());
    for (Candidate client : candidates.of(decision.from())) {
      for (Candidate server : servers) {
        first(client, server, samples, such).ifPresent(pairs::add);
      }
    }
    return pairs;
  }

  private Optional<Pair> first(
      Candidate client, Candidate server, List<Sample> samples, Predicate<Verdict> such) {
    for (SubjectClass from : client.ends()) {
      for (SubjectClass to : server.ends()) {
        List<Subject> ends = from.sampleWith(to);
        if (ends.get(0).equals(ends.get(1)) || bothOutside(ends)) {
          continue;
        }
        for (Sample sample : samples) {
          Connection asked =
              new Connection(ends.get(0), ends.get(1), sample.protocol().number(), sample.port());
          Verdict verdict = evaluator.evaluate(asked);
          if (such.test(verdict)) {
            return Optional.of(new Pair(client.name() + " → " + server.name(), asked, verdict));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Policies have nothing to say of what no pod takes part in. */
  private static boolean bothOutside(List<Subject> ends) {
    return ends.stream().noneMatch(Subject.OfPod.class::isInstance);
  }

  private Optional<PolicyFinding> forgotten(EdgeDecision decision, Collection<JudgedEdge> edges) {
    if (!decisions.inForce(decision.sponsor())) {
      return Optional.of(expired(decision.title(), decision.sponsor()));
    }
    return isUsed(decision, edges)
        ? Optional.empty()
        : Optional.of(
            finding(
                FindingRule.DECISION_UNUSED,
                decision.title(),
                decision.sponsor(),
                decision.kind() == EdgeDecision.Kind.ACCEPT
                    ? "no recorded flow is of the kind that it accepts"
                    : "nobody in the cluster is meant by one of its ends"));
  }

  private boolean isUsed(EdgeDecision decision, Collection<JudgedEdge> edges) {
    if (decision.kind() != EdgeDecision.Kind.ACCEPT) {
      return !candidates.of(decision.from()).isEmpty() && !candidates.of(decision.to()).isEmpty();
    }
    return edges.isEmpty()
        || edges.stream()
            .anyMatch(
                edge ->
                    edge.ambiguous()
                        ? decisions.turning(edge.edge()).isPresent()
                        : decision.covers(edge.edge()));
  }

  private Optional<PolicyFinding> forgotten(HoldDecision decision, boolean idle) {
    if (!decisions.inForce(decision.sponsor())) {
      return Optional.of(expired(decision.title(), decision.sponsor()));
    }
    boolean meant =
        inventory.workloads().stream().anyMatch(w -> decision.workload().matches(w.title()));
    return meant && !idle
        ? Optional.empty()
        : Optional.of(
            finding(
                FindingRule.DECISION_UNUSED,
                decision.title(),
                decision.sponsor(),
                meant
                    ? "nothing of that kind holds open whom it means"
                    : "no workload of the cluster is meant"));
  }

  private PolicyFinding expired(String title, Sponsor sponsor) {
    return finding(
        FindingRule.DECISION_EXPIRED,
        title,
        sponsor,
        "held until "
            + sponsor.expires()
            + ", and the evidence ends on "
            + decisions.day()
            + "; "
            + sponsor.owner()
            + " may renew or remove it");
  }

  private static PolicyFinding finding(
      FindingRule rule, String title, Sponsor sponsor, String message) {
    return new PolicyFinding(rule, "", "", title, "", Optional.of(sponsor.place()), message);
  }
}

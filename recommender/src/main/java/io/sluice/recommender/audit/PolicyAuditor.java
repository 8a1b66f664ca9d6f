package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.RuleRef;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.analyzer.policy.foreign.ForeignPolicy;
import io.sluice.analyzer.policy.lint.FindingKind;
import io.sluice.analyzer.policy.lint.PolicyLinter;
import io.sluice.analyzer.policy.load.PolicyProblem;
import io.sluice.analyzer.policy.translate.NotApplied;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at policies and workloads themselves: who is left open, which rules admit anybody or
 * nobody, and what cannot be judged.
 */
public final class PolicyAuditor {
  private final Inventory inventory;
  private final PodDirectory pods;
  private final PolicySet policies;
  private final ForeignPolicies foreign;
  private final Evaluator evaluator;

  public PolicyAuditor(
      Inventory inventory,
      PodDirectory pods,
      PolicySet policies,
      EngineProfile engine,
      ForeignPolicies foreign) {
    this.inventory = inventory;
    this.pods = pods;
    this.policies = policies;
    this.foreign = foreign;
    this.evaluator = new Evaluator(policies, inventory, engine, foreign);
  }

  /**
   * Looks.
   *
   * @param subjects workloads that policies are meant for: neither the system's nor hostNetwork
   * @param edges what was recorded; none means that no logs were given, and then no rule is stale
   * @param denied what would be denied of it
   * @param problems what the loader found
   */
  public List<PolicyFinding> audit(
      Collection<Workload> subjects,
      Collection<JudgedEdge> edges,
      Collection<Finding> denied,
      Collection<PolicyProblem> problems) {
    List<PolicyFinding> findings = new ArrayList<>();
    findings.addAll(new OpenWorkloads(inventory, evaluator).find(subjects, edges));
    findings.addAll(new WideOpenRules(inventory).find(policies));
    findings.addAll(mismatches(denied));
    findings.addAll(unsupported());
    problems.forEach(problem -> of(problem).ifPresent(findings::add));
    findings.addAll(new SelectionChanges(inventory, pods, policies).find(edges));
    if (!edges.isEmpty()) {
      // That nothing needs a rule which selects nothing goes without saying.
      stale(edges).stream()
          .filter(stale -> findings.stream().noneMatch(known -> isOfSameRule(known, stale)))
          .toList()
          .forEach(findings::add);
    }
    return findings.stream().sorted().distinct().toList();
  }

  private List<PolicyFinding> mismatches(Collection<Finding> denied) {
    EdgeQuestions questions = new EdgeQuestions(inventory, pods, List.of(policies));
    return new Mismatches(policies, inventory, evaluator.engine(), questions, denied)
        .of(PolicyLinter.lint(policies, inventory));
  }

  /** What is of another API is found among the foreign policies. */
  private static Optional<PolicyFinding> of(PolicyProblem problem) {
    if (problem.severity() == PolicyProblem.Severity.UNSUPPORTED) {
      return Optional.empty();
    }
    int slash = problem.policy().indexOf('/');
    return Optional.of(
        new PolicyFinding(
            problem.severity() == PolicyProblem.Severity.REFUSED
                ? FindingRule.REFUSED
                : FindingRule.SUSPICIOUS,
            "",
            slash < 0 ? "" : problem.policy().substring(0, slash),
            problem.policy(),
            "",
            Optional.of(new ObjectOrigin(problem.file(), problem.line())),
            problem.message()));
  }

  // --- unsupported

  private List<PolicyFinding> unsupported() {
    List<PolicyFinding> findings = new ArrayList<>();
    foreign.policies().stream()
        .filter(ForeignPolicy::enforced)
        .map(this::of)
        .forEach(findings::add);
    Set<NotApplied> left = new LinkedHashSet<>(evaluator.notApplied());
    if (inventory.nodes().stream().anyMatch(node -> node.os().equals("windows"))) {
      left.addAll(evaluator.notAppliedOnWindows());
    }
    left.forEach(
        part ->
            findings.add(
                part.rule()
                    .map(rule -> PolicyFinding.of(FindingRule.UNSUPPORTED, rule, part.toString()))
                    .orElseGet(
                        () ->
                            PolicyFinding.of(
                                FindingRule.UNSUPPORTED,
                                part.policy(),
                                "",
                                part.policy().origin(),
                                part.toString()))));
    return findings;
  }

  private PolicyFinding of(ForeignPolicy policy) {
    return new PolicyFinding(
        FindingRule.UNSUPPORTED,
        policy.cluster(),
        policy.namespace(),
        policy.title(),
        "",
        Optional.of(policy.origin()),
        "is of another API: flows of pods that it may select are not evaluated");
  }

  private static boolean isOfSameRule(PolicyFinding known, PolicyFinding stale) {
    return (known.rule() == FindingRule.SELECTS_NOTHING
            || known.rule() == FindingRule.SELECTOR_MISMATCH)
        && known.cluster().equals(stale.cluster())
        && known.subject().equals(stale.subject())
        && (known.part().isEmpty() || known.part().equals(stale.part()));
  }

  // --- stale-rule

  private List<PolicyFinding> stale(Collection<JudgedEdge> edges) {
    RuleUse use = RuleUse.of(edges, inventory, pods, policies, evaluator);
    List<PolicyFinding> findings = new ArrayList<>();
    for (NetworkPolicy policy : policies.policies()) {
      for (Direction direction : policy.isolates()) {
        for (int i = 0; i < policy.rules(direction).size(); i++) {
          if (!use.uses(policy, direction, i)) {
            findings.add(
                PolicyFinding.of(
                    FindingRule.STALE_RULE,
                    new RuleRef(policy, direction, i),
                    "no recorded flow needed the rule"));
          }
        }
      }
    }
    return findings;
  }

  /** Findings of the linter that are rules of their own in reports. */
  static boolean selectsNothing(FindingKind kind) {
    return kind == FindingKind.SELECTS_NOTHING
        || kind == FindingKind.PEER_SELECTS_NOTHING
        || kind == FindingKind.NAMESPACE_UNKNOWN
        || kind == FindingKind.HOST_NETWORK_ONLY;
  }
}

package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.lint.known.KnownCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what is legal in policies and hardly meant.
 *
 * <p>A false alarm is worse than silence. That no pod matches is only said of a namespace whose
 * pods a cluster listed, or where a pod's label differs by a slip of the pen: manifests lack the
 * pods that operators make, and the other teams' namespaces. Where no pods are known nothing is
 * held against them.
 */
public final class PolicyLinter {
  private PolicyLinter() {}

  /** What is found in the policies, sorted by file, line, policy and rule. */
  public static List<PolicyFinding> lint(PolicySet policies, Inventory inventory) {
    List<LintRule> rules =
        List.of(
            new SubjectRule(),
            LintRule.each(new PeerRule()),
            LintRule.each(new DashRule()),
            LintRule.each(new NamedPortRule()),
            LintRule.each(new BlockRule()),
            new FamilyRule(policies),
            new InertRule(),
            new DuplicateRule(policies));
    Report report = new Report();
    Map<String, KnownCluster> clusters = new HashMap<>();
    for (NetworkPolicy policy : policies.policies()) {
      KnownCluster cluster =
          clusters.computeIfAbsent(policy.cluster(), name -> new KnownCluster(name, inventory));
      rules.forEach(rule -> rule.check(policy, cluster, report));
    }
    return report.findings();
  }
}

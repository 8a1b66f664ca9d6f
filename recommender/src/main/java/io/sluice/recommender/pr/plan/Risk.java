package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Finding;
import io.sluice.recommender.audit.FindingRule;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What policies would do to recorded flows that the policies of today let through.
 *
 * @param denied flows that would be denied and pass today, gravest first
 * @param deniedToday flows that the policies of today deny as well
 * @param quarantined flows that are not learnt on purpose and would be denied, such as scans
 * @param notEvaluated flows that nobody can tell about
 * @param asked all flows that were asked about
 */
record Risk(
    List<Finding> denied, long deniedToday, long quarantined, long notEvaluated, long asked) {
  static Risk of(
      Survey survey,
      Collection<JudgedEdge> edges,
      PolicySet before,
      PolicySet after,
      Set<String> namespaces) {
    List<JudgedEdge> touching = edges.stream().filter(edge -> touches(edge, namespaces)).toList();
    AuditReport today = survey.auditor().audit(touching, before);
    AuditReport then = survey.auditor().audit(touching, after, before);
    Map<String, Long> pairsToday = new HashMap<>();
    today
        .of(FindingRule.WOULD_DENY)
        .forEach(finding -> pairsToday.put(finding.fingerprint(), finding.deniedPairs()));
    List<Finding> denied =
        then.of(FindingRule.WOULD_DENY).stream()
            .filter(
                finding ->
                    finding.deniedPairs() > pairsToday.getOrDefault(finding.fingerprint(), 0L))
            .toList();
    return new Risk(
        denied,
        then.deniedEdges() - denied.size(),
        then.quarantinedEdges(),
        then.notEvaluatedEdges(),
        touching.size() - then.stoppedEdges());
  }

  private static boolean touches(JudgedEdge edge, Set<String> namespaces) {
    return isIn(edge.edge().key().client(), namespaces)
        || isIn(edge.edge().key().server(), namespaces);
  }

  private static boolean isIn(Party party, Set<String> namespaces) {
    return party instanceof Workload workload && namespaces.contains(workload.namespace());
  }
}

package io.sluice.recommender.answer;

import io.sluice.recommender.audit.AuditReport;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.PolicyAuditor;
import io.sluice.recommender.audit.PolicyFinding;
import io.sluice.recommender.audit.Reported;
import io.sluice.recommender.audit.decide.DecisionAuditor;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with the policies in force, and with what was seen under them.
 *
 * @param judged every edge and what it counts for
 * @param audit findings about edges
 * @param ofPolicies findings about policies, workloads and decisions, sorted
 */
public record Check(List<JudgedEdge> judged, AuditReport audit, List<PolicyFinding> ofPolicies) {

  /**
   * Replays what was seen through the policies in force.
   *
   * @param text how ends are named
   */
  public static Check of(Case asked, EdgeText text) {
    return of(asked, asked.judged(), text);
  }

  /** The same with edges that were judged before. */
  public static Check of(Case asked, List<JudgedEdge> judged, EdgeText text) {
    ClusterFacts cluster = asked.cluster();
    AuditReport audit =
        new Auditor(
                cluster.inventory(),
                asked.evidence().pods(),
                asked.options().engine(),
                text,
                cluster.foreign())
            .audit(judged, cluster.policies(), cluster.recorded());
    List<PolicyFinding> ofPolicies = new ArrayList<>();
    ofPolicies.addAll(
        new PolicyAuditor(
                cluster.inventory(),
                asked.evidence().pods(),
                cluster.policies(),
                asked.options().engine(),
                cluster.foreign())
            .audit(asked.subjects(), judged, audit.findings(), cluster.problems()));
    ofPolicies.addAll(
        new DecisionAuditor(
                cluster.inventory(),
                cluster.policies(),
                asked.options().engine(),
                cluster.foreign(),
                asked.options().decisions())
            .audit(judged, asked.idleHolds(judged)));
    ofPolicies.sort(null);
    return new Check(judged, audit, ofPolicies);
  }

  /** All findings, those about edges first. */
  public List<Reported> findings() {
    return Stream.<Reported>concat(audit.findings().stream(), ofPolicies.stream()).toList();
  }
}

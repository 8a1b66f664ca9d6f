package io.sluice.recommender.pr.plan;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.analyzer.policy.evaluate.Evaluator;
import io.sluice.analyzer.policy.foreign.ForeignPolicies;
import io.sluice.recommender.audit.Auditor;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.schedule.CronJob;
import io.sluice.recommender.write.report.RunSummary;
import java.util.List;
import java.util.SortedSet;

/**
 * What a run knows of a cluster and of its logs.
 *
 * @param inventory who had which address when
 * @param pods the pods that edges number
 * @param engine what enforces policies
 * @param foreign policies of other APIs
 * @param current the policies in force once the base is applied
 * @param summary what was read
 * @param cronJobs what runs by the clock
 * @param subjects the workloads that policies are meant for
 * @param text how ends are named
 */
public record Survey(
    Inventory inventory,
    PodDirectory pods,
    EngineProfile engine,
    ForeignPolicies foreign,
    PolicySet current,
    RunSummary summary,
    List<CronJob> cronJobs,
    SortedSet<Workload> subjects,
    EdgeText text) {
  Evaluator evaluator(PolicySet policies) {
    return new Evaluator(policies, inventory, engine, foreign);
  }

  Auditor auditor() {
    return new Auditor(inventory, pods, engine, text, foreign);
  }
}

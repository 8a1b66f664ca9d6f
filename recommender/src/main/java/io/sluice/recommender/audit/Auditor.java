package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.Inventory;
import io.sluice.analyzer.cluster.PodDirectory;
import io.sluice.analyzer.policy.EngineProfile;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.List;

/** Replays recorded edges through policies. */
public final class Auditor {
  /** An auditor for one cluster's inventory. */
  public Auditor(Inventory inventory, PodDirectory pods, EngineProfile engine) {}

  /** Asks about every edge, for the product of its client and server pods. */
  public AuditReport audit(List<JudgedEdge> edges, PolicySet policies) {
    throw new IllegalStateException("stub");
  }
}

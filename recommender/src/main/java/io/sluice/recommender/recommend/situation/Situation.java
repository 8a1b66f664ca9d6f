package io.sluice.recommender.recommend.situation;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.HostNames;
import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.external.ClosedSpace;
import io.sluice.recommender.recommend.external.CoverBounds;
import io.sluice.recommender.recommend.named.NamedRanges;
import io.sluice.recommender.recommend.select.PodRoster;
import io.sluice.recommender.recommend.select.Selection;
import io.sluice.recommender.recommend.select.SelectorProver;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.select.WorkloadGroups;
import java.util.Optional;

/**
 * What a run stands on: the cluster, what the user decided, and which workloads belong together.
 *
 * @param inventory the cluster's objects
 * @param roster pods by workload
 * @param groups workloads by selector
 * @param system which namespaces are no subjects
 * @param settings the settings file
 * @param options the command line
 * @param limits what the engine cannot carry out
 * @param ranges the ranges outside that have a name
 * @param hostNames what the logs call addresses
 * @param outsideBounds which blocks may stand for addresses outside
 * @param nodeBounds which blocks may stand for addresses of nodes
 */
public record Situation(
    Inventory inventory,
    PodRoster roster,
    WorkloadGroups groups,
    SystemNamespaces system,
    Settings settings,
    RecommendOptions options,
    EngineLimits limits,
    NamedRanges ranges,
    HostNames hostNames,
    CoverBounds outsideBounds,
    CoverBounds nodeBounds) {

  /**
   * Works out what follows from a cluster.
   *
   * @param hostNames what a log calls addresses
   */
  public static Situation of(
      Inventory inventory,
      PodDirectory pods,
      Settings settings,
      RecommendOptions options,
      HostNames hostNames) {
    PodRoster roster = new PodRoster(inventory, pods);
    EngineLimits limits = new EngineLimits(options.engine());
    return new Situation(
        inventory,
        roster,
        new WorkloadGroups(
            roster, new SelectorProver(inventory, roster, limits.negativeSelectors())),
        new SystemNamespaces(inventory, settings),
        settings,
        options,
        limits,
        new NamedRanges(settings, ClosedSpace.ofClusters(inventory)),
        hostNames,
        settings.externals().bounds(limits.except(), ClosedSpace.outside(inventory)),
        settings.externals().bounds(limits.except(), ClosedSpace.besideNodes(inventory)));
  }

  /** The same where a rule lists at most so many single addresses before blocks stand for them. */
  public Situation listing(int most) {
    return new Situation(
        inventory,
        roster,
        groups,
        system,
        settings.withMaxExternalAddresses(most),
        options,
        limits,
        ranges,
        hostNames,
        outsideBounds,
        nodeBounds);
  }

  /** Why a workload's namespace keeps it from being a subject; empty where it does not. */
  public Optional<String> systemReason(Workload workload) {
    return options.includeSystem()
        ? Optional.empty()
        : system.reason(workload.cluster(), workload.namespace());
  }

  /** Whether a party is a workload that policies govern and that is not the system's. */
  public boolean inScope(Party party) {
    return party instanceof Workload workload
        && systemReason(workload).isEmpty()
        && !roster.onHostNetwork(workload);
  }

  /** The group that a policy may be proposed for; empty where the party is no such workload. */
  public Optional<WorkloadGroup> subject(Party party) {
    return inScope(party) && party instanceof Workload workload
        ? Optional.of(groups.group(workload))
            .filter(group -> group.selection() instanceof Selection.Proven)
        : Optional.empty();
  }

  /** The node that a pod runs on, where the snapshot has it. */
  public Optional<Node> nodeOf(Pod pod) {
    return inventory.node(pod.cluster(), pod.node());
  }
}

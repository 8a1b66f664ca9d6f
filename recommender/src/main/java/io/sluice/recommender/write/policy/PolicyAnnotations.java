package io.sluice.recommender.write.policy;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.recommender.recommend.Hold;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The annotations of a generated policy: what a reader of the object must know, and no counts. */
final class PolicyAnnotations {
  static final String MERGED = "sluice.io/merged-workloads";
  static final String HELD_OPEN = "sluice.io/held-open";

  private PolicyAnnotations() {}

  static SortedMap<String, String> of(WorkloadProposal proposal) {
    SortedMap<String, String> annotations = new TreeMap<>();
    if (!proposal.merged().isEmpty()) {
      annotations.put(MERGED, merged(proposal));
    }
    String heldOpen = heldOpen(proposal);
    if (!heldOpen.isEmpty()) {
      annotations.put(HELD_OPEN, heldOpen);
    }
    return annotations;
  }

  private static String merged(WorkloadProposal proposal) {
    return proposal.merged().stream()
        .map(PolicyAnnotations::pathInCluster)
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String pathInCluster(Workload workload) {
    return workload.namespace() + "/" + workload.kind() + "/" + workload.name();
  }

  /** {@code egress (partial-source)}; only directions that the policy leaves open. */
  private static String heldOpen(WorkloadProposal proposal) {
    NetworkPolicy policy = proposal.policy().orElseThrow();
    return proposal.holds().stream()
        .filter(hold -> !policy.isolates().contains(hold.direction()))
        .collect(
            Collectors.groupingBy(
                Hold::direction,
                TreeMap::new,
                Collectors.mapping(Hold::word, Collectors.toCollection(java.util.TreeSet::new))))
        .entrySet()
        .stream()
        .map(e -> e.getKey().word() + " (" + String.join(", ", e.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }
}

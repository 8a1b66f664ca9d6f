package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.recommender.recommend.evidence.Enumeration;
import io.sluice.recommender.recommend.select.Selection;
import io.sluice.recommender.recommend.select.WorkloadGroup;
import io.sluice.recommender.recommend.select.WorkloadGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a rule names the pods of a workload, and nodes. */
public final class PeerNames {
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private final WorkloadGroups groups;

  public PeerNames(WorkloadGroups groups) {
    this.groups = groups;
  }

  /**
   * A workload as seen from a namespace of its cluster: by its proven selector, with the
   * namespace's own name where it is another one. Empty where no selector names its pods.
   */
  public Optional<Opening> workload(Workload workload, String fromNamespace) {
    if (!(groups.group(workload).selection() instanceof Selection.Proven proven)) {
      return Optional.empty();
    }
    Optional<LabelSelector> namespaces =
        workload.namespace().equals(fromNamespace)
            ? Optional.empty()
            : Optional.of(LabelSelector.of(Map.of(NAMESPACE_NAME, workload.namespace())));
    PolicyPeer peer = new PolicyPeer.Pods(namespaces, Optional.of(proven.proof().selector()));
    return Optional.of(Opening.observed(peer, note(workload, proven)));
  }

  private String note(Workload workload, Selection.Proven proven) {
    List<String> notes = new ArrayList<>();
    WorkloadGroup group = groups.group(workload);
    if (group.members().size() > 1) {
      List<String> titles =
          group.members().stream().map(Workload::title).sorted().distinct().toList();
      notes.add("no label tells apart " + String.join(", ", titles));
    }
    if (!proven.proof().extraPods().isEmpty()) {
      notes.add("also selects " + Enumeration.of(", ", proven.proof().extraPods(), 10));
    }
    if (!proven.remark().isEmpty()) {
      notes.add(workload.title() + ": " + proven.remark());
    }
    return String.join("; ", notes);
  }

  /** The addresses of a node, each as a block. */
  public List<Opening> node(Node node) {
    return node.addresses().stream()
        .sorted()
        .distinct()
        .map(address -> Opening.node(address, "address of node " + node.name()))
        .toList();
  }
}

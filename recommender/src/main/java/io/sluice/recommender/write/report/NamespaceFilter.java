package io.sluice.recommender.write.report;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.WorkloadProposal;
import java.util.Set;

/**
 * Which namespaces an answer shows. It hides; it never changes what is computed.
 *
 * @param namespaces names; none means all
 */
public record NamespaceFilter(Set<String> namespaces) {
  /** Shows everything. */
  public static final NamespaceFilter ALL = new NamespaceFilter(Set.of());

  boolean shows(WorkloadProposal proposal) {
    return namespaces.isEmpty() || namespaces.contains(proposal.workload().namespace());
  }

  boolean showsNamespace(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }

  /** Whether one of its ends is in the namespaces. */
  public boolean shows(JudgedEdge edge) {
    return shows(edge.edge().key());
  }

  /** Whether one of its ends is in the namespaces. */
  boolean shows(EdgeKey key) {
    return namespaces.isEmpty() || shows(key.client()) || shows(key.server());
  }

  /** Whether a workload of this namespace is shown. */
  public boolean shows(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }

  private boolean shows(Party party) {
    return party instanceof Workload workload && namespaces.contains(workload.namespace());
  }
}

package io.sluice.recommender.recommend.mesh;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.declared.DeclaredRule;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.peer.Opening;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.situation.Situation;
import io.sluice.recommender.recommend.traffic.PlatformAddresses;
import io.sluice.recommender.recommend.traffic.SystemRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a mesh needs beside the connections of applications, and logs often do not show.
 *
 * <p>In ambient mode TCP between meshed pods is tunnelled, and arrives on port 15008 whatever the
 * application's port: <a
 * href="https://istio.io/latest/docs/ambient/usage/networkpolicy/">policies</a> see that port
 * alone. A log that looks at the pods before redirection has the application's port, so a rule for
 * it would break the pair without one for the tunnel. Probes of the kubelet have a link-local
 * source there, which engines do not take for the pod's node. A sidecar starts only with istiod's
 * configuration and certificates.
 */
public final class MeshPaths {
  private static final String HIDDEN =
      "port detail is lost under ambient: the rule opens 15008, the tunnel (HBONE), whatever the"
          + " application's port";
  private static final String TUNNELLED =
      "under ambient TCP between meshed pods arrives on 15008 (HBONE), whatever the application's"
          + " port";
  private static final String CONTROLLED =
      "sidecars get configuration and certificates from istiod";
  private static final String PROBED =
      "under ambient the kubelet's probes come from this link-local address";

  private final Situation situation;
  private final PeerNames names;
  private final MeshMembers members;

  public MeshPaths(Situation situation, PeerNames names, MeshMembers members) {
    this.situation = situation;
    this.names = names;
    this.members = members;
  }

  private record Pair(Workload client, Workload server) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byClient = client.compareTo(other.client);
      return byClient != 0 ? byClient : server.compareTo(other.server);
    }
  }

  /**
   * The rules.
   *
   * @param used the edges that are evidence
   */
  public List<DeclaredRule> rules(Collection<JudgedEdge> used) {
    List<DeclaredRule> rules = new ArrayList<>();
    tunnelled(used).forEach((pair, ports) -> addTunnel(rules, pair, ports));
    SortedSet<Workload> workloads = situation.roster().workloads();
    List<Workload> controllers = workloads.stream().filter(this::isControlPlane).toList();
    for (Workload workload : workloads) {
      if (members.isIn(workload, MeshMembers.Mode.ISTIO_SIDECAR)) {
        controllers.forEach(istiod -> addControl(rules, workload, istiod));
      }
      if (members.isIn(workload, MeshMembers.Mode.ISTIO_AMBIENT)) {
        addProbes(rules, workload);
      }
    }
    return rules;
  }

  private boolean isControlPlane(Workload workload) {
    return members.isIstiod(workload) && situation.roster().anyAlive(List.of(workload));
  }

  /** Pairs of meshed workloads whose TCP is tunnelled, with the ports that were seen. */
  private SortedMap<Pair, SortedSet<Integer>> tunnelled(Collection<JudgedEdge> used) {
    TreeMap<Pair, SortedSet<Integer>> pairs = new TreeMap<>();
    for (JudgedEdge judged : used) {
      Edge edge = judged.edge();
      if (EdgeFacts.protocol(edge).equals(Optional.of(Protocol.TCP))
          && edge.key().client() instanceof Workload client
          && edge.key().server() instanceof Workload server
          && members.areTunnelled(client, server)) {
        pairs
            .computeIfAbsent(new Pair(client, server), pair -> new TreeSet<>())
            .addAll(EdgeFacts.portNumbers(edge));
      }
    }
    return pairs;
  }

  private void addTunnel(List<DeclaredRule> rules, Pair pair, SortedSet<Integer> ports) {
    boolean hidden = ports.first() == MeshTraffic.TUNNEL && ports.size() == 1;
    String note = hidden ? HIDDEN : TUNNELLED;
    rule(pair.client, Direction.EGRESS, pair.server, MeshTraffic.TUNNEL, note)
        .ifPresent(rules::add);
    rule(pair.server, Direction.INGRESS, pair.client, MeshTraffic.TUNNEL, note)
        .ifPresent(rules::add);
  }

  private void addControl(List<DeclaredRule> rules, Workload workload, Workload istiod) {
    rule(workload, Direction.EGRESS, istiod, MeshTraffic.CONTROL, CONTROLLED).ifPresent(rules::add);
    rule(istiod, Direction.INGRESS, workload, MeshTraffic.CONTROL, CONTROLLED)
        .ifPresent(rules::add);
  }

  private void addProbes(List<DeclaredRule> rules, Workload workload) {
    PolicyPeer block = new PolicyPeer.IpBlock(Cidr.of(PlatformAddresses.AMBIENT_PROBE), List.of());
    if (situation.subject(workload).isPresent()) {
      rules.add(
          new DeclaredRule(
              workload,
              Direction.INGRESS,
              Opening.ofMesh(block, PROBED).as(SystemRole.OWN_NODE),
              new PolicyPort.Any(Protocol.TCP),
              false));
    }
  }

  private Optional<DeclaredRule> rule(
      Workload subject, Direction direction, Workload peer, int port, String note) {
    if (situation.subject(subject).isEmpty() || !subject.cluster().equals(peer.cluster())) {
      return Optional.empty();
    }
    return names
        .workload(peer, subject.namespace())
        .map(
            opening ->
                new DeclaredRule(
                    subject,
                    direction,
                    Opening.ofMesh(opening.peer(), note).as(SystemRole.MESH),
                    PolicyPort.Range.of(Protocol.TCP, port),
                    false));
  }
}

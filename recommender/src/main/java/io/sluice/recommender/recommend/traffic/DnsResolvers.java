package io.sluice.recommender.recommend.traffic;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.evidence.EdgeFacts;
import io.sluice.recommender.recommend.peer.PeerNames;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who answers DNS in each cluster, found in the snapshot and the flows, never assumed.
 *
 * <p>The pods behind the Service {@code kube-system/kube-dns}, else those with {@code
 * k8s-app=kube-dns}; NodeLocal DNSCache where its pods run (169.254.20.10, <a
 * href="https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/">page</a>); AKS LocalDNS
 * (169.254.10.10 and .11) where flows show it.
 */
public final class DnsResolvers {
  private static final int DNS_PORT = 53;
  private static final String NAMESPACE = "kube-system";
  private static final IpAddress NODE_LOCAL = address("169.254.20.10");
  private static final Set<IpAddress> AKS_LOCAL =
      Set.of(address("169.254.10.10"), address("169.254.10.11"));
  private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP);

  private final Situation situation;
  private final PeerNames names;
  private final SortedMap<String, SortedSet<IpAddress>> seen = new TreeMap<>();
  private final SortedSet<String> clustersWithFlows = new TreeSet<>();

  public DnsResolvers(Situation situation, PeerNames names, Collection<Edge> edges) {
    this.situation = situation;
    this.names = names;
    edges.stream().filter(DnsResolvers::isDns).forEach(this::see);
  }

  private void see(Edge edge) {
    clustersWithFlows.add(edge.key().cluster());
    for (IpAddress address : edge.addresses()) {
      if (isNodeLocal(address)) {
        seen.computeIfAbsent(edge.key().cluster(), c -> new TreeSet<>()).add(address);
      }
    }
  }

  /** Whether an edge is DNS by its port. */
  public static boolean isDns(Edge edge) {
    return EdgeFacts.protocol(edge).filter(PROTOCOLS::contains).isPresent()
        && EdgeFacts.portNumbers(edge).contains(DNS_PORT);
  }

  /** Whether an address is a resolver on the pod's own node, which no pod and no outsider has. */
  public static boolean isNodeLocal(IpAddress address) {
    return address.equals(NODE_LOCAL) || AKS_LOCAL.contains(address);
  }

  /** Whether neither the snapshot nor the flows of a cluster show any DNS. */
  public boolean none(String cluster) {
    return !clustersWithFlows.contains(cluster)
        && pods(cluster, "kube-dns").isEmpty()
        && pods(cluster, "node-local-dns").isEmpty()
        && behindService(cluster).isEmpty();
  }

  /** The peers and ports that a policy of this namespace needs for DNS. */
  public SortedMap<PolicyPeer, SortedSet<PolicyPort>> rules(String cluster, String namespace) {
    SortedMap<PolicyPeer, SortedSet<PolicyPort>> rules = new TreeMap<>();
    behind(cluster).forEach((pod, ports) -> addPod(rules, pod, ports, namespace));
    List<Pod> caches = pods(cluster, "node-local-dns");
    caches.forEach(pod -> addPod(rules, pod, standardPorts(), namespace));
    SortedSet<IpAddress> local = new TreeSet<>(seen.getOrDefault(cluster, new TreeSet<>()));
    if (caches.stream().anyMatch(Pod::hostNetwork)) {
      local.add(NODE_LOCAL);
    }
    if (local.stream().anyMatch(AKS_LOCAL::contains)) {
      local.addAll(AKS_LOCAL);
    }
    if (situation.options().engine().ipBlockMatchesNodes()) {
      local.forEach(
          a -> add(rules, new PolicyPeer.IpBlock(Cidr.of(a), List.of()), standardPorts()));
    }
    return rules;
  }

  private void addPod(
      Map<PolicyPeer, SortedSet<PolicyPort>> rules,
      Pod pod,
      Set<PolicyPort> ports,
      String namespace) {
    if (!pod.hostNetwork()) {
      names
          .workload(pod.workload(), namespace)
          .ifPresent(opening -> add(rules, opening.peer(), ports));
    }
  }

  private static void add(
      Map<PolicyPeer, SortedSet<PolicyPort>> rules, PolicyPeer peer, Set<PolicyPort> ports) {
    rules.computeIfAbsent(peer, p -> new TreeSet<>()).addAll(ports);
  }

  private Map<Pod, Set<PolicyPort>> behind(String cluster) {
    Map<Pod, Set<PolicyPort>> behind = behindService(cluster);
    if (behind.isEmpty()) {
      pods(cluster, "kube-dns").forEach(pod -> behind.put(pod, standardPorts()));
    }
    return behind;
  }

  private Map<Pod, Set<PolicyPort>> behindService(String cluster) {
    Map<Pod, Set<PolicyPort>> behind = new TreeMap<>(Comparator.comparingInt(Pod::id));
    for (Service service : situation.inventory().services()) {
      if (service.cluster().equals(cluster) && service.title().equals(NAMESPACE + "/kube-dns")) {
        PROTOCOLS.forEach(protocol -> backends(service, protocol, behind));
      }
    }
    return behind;
  }

  private void backends(Service service, Protocol protocol, Map<Pod, Set<PolicyPort>> behind) {
    Inventory inventory = situation.inventory();
    for (Backend backend :
        inventory.backends(service, protocol.name(), DNS_PORT, inventory.takenAtMillis())) {
      behind
          .computeIfAbsent(backend.pod(), pod -> new TreeSet<>())
          .add(PolicyPort.Range.of(protocol, backend.port()));
    }
  }

  private List<Pod> pods(String cluster, String app) {
    Inventory inventory = situation.inventory();
    RoaringBitmap live =
        RoaringBitmap.and(inventory.podsIn(cluster, NAMESPACE), inventory.livePods());
    RoaringBitmap named = new RoaringBitmap();
    live.forEach(
        (IntConsumer)
            id -> {
              if (app.equals(situation.roster().pod(id).labels().get("k8s-app"))) {
                named.add(id);
              }
            });
    return situation.roster().sorted(named);
  }

  private static Set<PolicyPort> standardPorts() {
    Set<PolicyPort> ports = new TreeSet<>();
    PROTOCOLS.forEach(protocol -> ports.add(PolicyPort.Range.of(protocol, DNS_PORT)));
    return ports;
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}

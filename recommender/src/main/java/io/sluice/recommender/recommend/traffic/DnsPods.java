package io.sluice.recommender.recommend.traffic;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import io.sluice.recommender.recommend.situation.Situation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The pods that answer DNS for a whole cluster, and on which ports: those behind the Service {@code
 * kube-system/kube-dns}, else those of {@code kube-system} with {@code k8s-app=kube-dns}, else
 * those of any namespace with that label, else those that the logs show answering.
 */
final class DnsPods {
  static final int DNS_PORT = 53;
  static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP);
  private static final String NAMESPACE = "kube-system";
  private static final String LABEL = "k8s-app";
  private static final Comparator<Pod> BY_ID = Comparator.comparingInt(Pod::id);

  private final Situation situation;
  private final Collection<Edge> seen;
  private final SortedMap<String, SortedMap<Pod, Set<PolicyPort>>> known = new TreeMap<>();

  /**
   * The DNS pods.
   *
   * @param seen edges of DNS that went through
   */
  DnsPods(Situation situation, Collection<Edge> seen) {
    this.situation = situation;
    this.seen = seen;
  }

  /** Those of a cluster, with their ports. */
  SortedMap<Pod, Set<PolicyPort>> of(String cluster) {
    return known.computeIfAbsent(cluster, this::find);
  }

  /** The pods of NodeLocal DNSCache. */
  List<Pod> caches(String cluster) {
    return labelled(cluster, "node-local-dns", NAMESPACE::equals);
  }

  private SortedMap<Pod, Set<PolicyPort>> find(String cluster) {
    TreeMap<Pod, Set<PolicyPort>> found = new TreeMap<>(BY_ID);
    for (Service service : situation.inventory().services()) {
      if (service.cluster().equals(cluster) && service.title().equals(NAMESPACE + "/kube-dns")) {
        found.putAll(behind(service));
      }
    }
    if (found.isEmpty()) {
      List<Pod> here = labelled(cluster, "kube-dns", NAMESPACE::equals);
      List<Pod> labelled = here.isEmpty() ? labelled(cluster, "kube-dns", namespace -> true) : here;
      labelled.forEach(pod -> found.put(pod, standardPorts()));
    }
    if (found.isEmpty()) {
      seen.stream()
          .filter(edge -> edge.key().cluster().equals(cluster))
          .forEach(e -> add(found, e));
    }
    return found;
  }

  /** The pods behind a Service's DNS port, with the ports that they have it on. */
  SortedMap<Pod, Set<PolicyPort>> behind(Service service) {
    Inventory inventory = situation.inventory();
    TreeMap<Pod, Set<PolicyPort>> behind = new TreeMap<>(BY_ID);
    for (Protocol protocol : PROTOCOLS) {
      for (Backend backend :
          inventory.backends(service, protocol.name(), DNS_PORT, inventory.takenAtMillis())) {
        behind
            .computeIfAbsent(backend.pod(), pod -> new TreeSet<>())
            .add(PolicyPort.Range.of(protocol, backend.port()));
      }
    }
    return behind;
  }

  private void add(SortedMap<Pod, Set<PolicyPort>> found, Edge edge) {
    if (edge.key().server() instanceof Workload workload) {
      situation
          .roster()
          .sorted(situation.roster().present(List.of(workload)))
          .forEach(pod -> found.put(pod, standardPorts()));
    }
  }

  private List<Pod> labelled(String cluster, String app, Predicate<String> namespaces) {
    Inventory inventory = situation.inventory();
    RoaringBitmap named = new RoaringBitmap();
    inventory
        .livePods()
        .forEach(
            (IntConsumer)
                id -> {
                  Pod pod = situation.roster().pod(id);
                  if (pod.cluster().equals(cluster)
                      && namespaces.test(pod.namespace())
                      && app.equals(pod.labels().get(LABEL))) {
                    named.add(id);
                  }
                });
    return situation.roster().sorted(named);
  }

  static Set<PolicyPort> standardPorts() {
    Set<PolicyPort> ports = new TreeSet<>();
    PROTOCOLS.forEach(protocol -> ports.add(PolicyPort.Range.of(protocol, DNS_PORT)));
    return ports;
  }
}

package io.sluice.analyzer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.history.NodeAddresses;
import io.sluice.analyzer.history.ObjectHistory;
import io.sluice.analyzer.history.ObjectLife;
import io.sluice.analyzer.history.ObjectMeta;
import io.sluice.analyzer.history.PodDraft;
import io.sluice.analyzer.inventory.AddressTimeline.Claim;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The nodes: by their own objects, and by what pods say of their hosts where those are missing. */
final class ClusterNodes {
  private record Name(String cluster, String name) implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::cluster).thenComparing(Name::name);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  private final SortedMap<Name, Node> nodes = new TreeMap<>();
  private final SortedMap<Name, ObjectLife> lives = new TreeMap<>();
  private final List<PodDraft> pods;

  ClusterNodes(ObjectHistory history, List<PodDraft> pods) {
    this.pods = pods;
    SortedMap<Name, SortedSet<IpAddress>> hosts = hostsOf(pods);
    for (ObjectLife life : history.of("Node")) {
      Name name = new Name(life.meta().cluster(), life.meta().name());
      List<IpAddress> addresses = NodeAddresses.of(life.tree());
      SortedSet<IpAddress> told = hosts.getOrDefault(name, new TreeSet<>());
      lives.put(name, life);
      nodes.put(name, node(life, addresses.isEmpty() ? List.copyOf(told) : addresses));
    }
    hosts.forEach(
        (name, addresses) ->
            nodes.putIfAbsent(
                name,
                new Node(
                    name.cluster,
                    name.name,
                    List.copyOf(addresses),
                    List.of(),
                    new TreeMap<>(),
                    "")));
  }

  private static SortedMap<Name, SortedSet<IpAddress>> hostsOf(List<PodDraft> pods) {
    SortedMap<Name, SortedSet<IpAddress>> hosts = new TreeMap<>();
    for (PodDraft pod : pods) {
      if (!pod.hostAddresses().isEmpty()) {
        String name = pod.node().isEmpty() ? pod.hostAddresses().get(0).toString() : pod.node();
        hosts
            .computeIfAbsent(new Name(pod.cluster(), name), n -> new TreeSet<>())
            .addAll(pod.hostAddresses());
      }
    }
    return hosts;
  }

  private static Node node(ObjectLife life, List<IpAddress> addresses) {
    JsonNode spec = life.tree().path("spec");
    List<String> ranges = new ArrayList<>();
    spec.path("podCIDRs").forEach(range -> ranges.add(range.asText()));
    if (ranges.isEmpty() && spec.has("podCIDR")) {
      ranges.add(spec.path("podCIDR").asText());
    }
    Map<String, String> labels = ObjectMeta.texts(life.tree().path("metadata").path("labels"));
    String os = life.tree().path("status").path("nodeInfo").path("operatingSystem").asText("");
    return new Node(
        life.meta().cluster(),
        life.meta().name(),
        addresses,
        List.copyOf(ranges),
        new TreeMap<>(labels),
        os.isEmpty() ? labels.getOrDefault("kubernetes.io/os", "") : os);
  }

  /** All nodes, sorted by cluster and name. */
  List<Node> all() {
    return List.copyOf(nodes.values());
  }

  void claimAddresses(AddressIndex index) {
    nodes.forEach(
        (name, node) -> {
          ObjectLife life = lives.get(name);
          long start = life == null ? Long.MIN_VALUE : life.meta().creationMillis();
          long end = life == null ? Long.MAX_VALUE : life.goneMillis();
          Claim claim = new Claim(new Holder.OfNode(node), start, Math.max(start, end), false);
          node.addresses().forEach(address -> index.claim(name.cluster, address, claim));
          node.podCidrs().forEach(range -> index.podRange(name.cluster, range));
        });
    SeenHosts.of(pods)
        .forEach(
            (cluster, name, address, from, until) -> {
              Node node = nodes.getOrDefault(new Name(cluster, name), past(cluster, name, address));
              if (!node.addresses().contains(address)
                  || !nodes.containsKey(new Name(cluster, name))) {
                index.claim(
                    cluster, address, new Claim(new Holder.OfNode(node), from, until, true));
              }
            });
  }

  /** A node that is there no more. */
  private static Node past(String cluster, String name, IpAddress address) {
    return new Node(cluster, name, List.of(address), List.of(), new TreeMap<>(), "");
  }
}

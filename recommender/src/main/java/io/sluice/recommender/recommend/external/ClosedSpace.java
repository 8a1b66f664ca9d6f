package io.sluice.recommender.recommend.external;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Ranges that no cover may hold unless each of their addresses was seen. */
public final class ClosedSpace {
  /**
   * Kept for private, local or special use (<a
   * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA</a>), and the address
   * under which Azure's platform answers.
   */
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "224.0.0.0/3",
          "::/128",
          "::1/128",
          "fc00::/7",
          "fe80::/10",
          "ff00::/8");

  private final TreeSet<Cidr> ranges = new TreeSet<>();

  private ClosedSpace(Collection<Cidr> all) {
    // Sorted by first address, wider first: what a range holds follows it at once.
    Optional<Cidr> last = Optional.empty();
    for (Cidr range : new TreeSet<>(all)) {
      if (last.filter(wider -> wider.contains(range)).isEmpty()) {
        ranges.add(range);
        last = Optional.of(range);
      }
    }
  }

  static ClosedSpace of(Collection<Cidr> ranges) {
    return new ClosedSpace(ranges);
  }

  /** What the clusters have: nodes, pods and Services. */
  public static ClosedSpace ofClusters(Inventory inventory) {
    return new ClosedSpace(clusters(inventory));
  }

  private static List<Cidr> clusters(Inventory inventory) {
    List<Cidr> closed = new ArrayList<>(podsAndServices(inventory));
    inventory.nodes().forEach(node -> closed.addAll(blocks(node.addresses().stream())));
    return closed;
  }

  /** For addresses outside: whatever the clusters have, and whatever is not the internet's. */
  public static ClosedSpace outside(Inventory inventory) {
    List<Cidr> closed = new ArrayList<>(SPECIAL.stream().map(ClosedSpace::range).toList());
    closed.addAll(clusters(inventory));
    return new ClosedSpace(closed);
  }

  /** For addresses of nodes: those of pods and Services. */
  public static ClosedSpace besideNodes(Inventory inventory) {
    return new ClosedSpace(podsAndServices(inventory));
  }

  private static List<Cidr> podsAndServices(Inventory inventory) {
    List<Cidr> closed = new ArrayList<>();
    for (Pod pod : inventory.pods()) {
      if (!pod.hostNetwork()) {
        closed.addAll(blocks(pod.addresses().stream()));
      }
    }
    for (Node node : inventory.nodes()) {
      node.podCidrs().forEach(text -> Cidr.parse(text).ifPresent(closed::add));
    }
    for (Service service : inventory.services()) {
      closed.addAll(blocks(service.clusterIps().stream()));
      closed.addAll(blocks(service.externalAddresses().stream()));
    }
    return closed;
  }

  private static List<Cidr> blocks(Stream<IpAddress> addresses) {
    return addresses.map(Cidr::of).toList();
  }

  private static Cidr range(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  /** Whether an address is in it. */
  public boolean holds(IpAddress address) {
    return holds(Cidr.of(address));
  }

  /** Whether one of its ranges holds the whole block. */
  boolean holds(Cidr block) {
    Cidr before = ranges.floor(block);
    return before != null && before.contains(block);
  }

  /** Whether they share an address. */
  public boolean meets(Cidr block) {
    return holds(block) || !inside(block, 1).isEmpty();
  }

  /** Its ranges inside a block, sorted, but no more than {@code most}. */
  List<Cidr> inside(Cidr block, int most) {
    List<Cidr> inside = new ArrayList<>();
    for (Cidr range : ranges.tailSet(block, true)) {
      if (inside.size() == most || !block.contains(range)) {
        break;
      }
      inside.add(range);
    }
    return inside;
  }
}

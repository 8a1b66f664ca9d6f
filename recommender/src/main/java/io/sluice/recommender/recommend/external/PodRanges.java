package io.sluice.recommender.recommend.external;

import io.sluice.analyzer.cluster.Node;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the pods of a cluster have their addresses: the pod ranges of its nodes, and, where pods
 * have addresses of a subnet of their own that no object names, the fewest blocks around them that
 * hold no node.
 */
public final class PodRanges {
  /** Blocks around pods are no smaller, so that they are never a list of pods. */
  private static final int HOST_BITS = 4;

  /** Where nodes and pods share a subnet, and it takes more, none are given. */
  private static final int MAX_BLOCKS = 32;

  private PodRanges() {}

  /** The ranges of one cluster, sorted; none holds another. */
  public static List<Cidr> of(Inventory inventory, String cluster) {
    List<Cidr> ranges = new ArrayList<>(declared(inventory, cluster));
    List<IpAddress> nodes =
        nodes(inventory, cluster).flatMap(node -> node.addresses().stream()).toList();
    for (boolean v6 : new boolean[] {false, true}) {
      ranges.addAll(around(undeclared(inventory, cluster, v6, ranges), nodes));
    }
    return ranges.stream()
        .filter(r -> ranges.stream().noneMatch(o -> !o.equals(r) && o.contains(r)))
        .sorted()
        .distinct()
        .toList();
  }

  private static List<Cidr> declared(Inventory inventory, String cluster) {
    return nodes(inventory, cluster)
        .flatMap(node -> node.podCidrs().stream())
        .flatMap(text -> Cidr.parse(text).stream())
        .toList();
  }

  private static Stream<Node> nodes(Inventory inventory, String cluster) {
    return inventory.nodes().stream().filter(node -> node.cluster().equals(cluster));
  }

  private static List<IpAddress> undeclared(
      Inventory inventory, String cluster, boolean v6, List<Cidr> declared) {
    return inventory.pods().stream()
        .filter(pod -> pod.cluster().equals(cluster) && !pod.hostNetwork())
        .map(Pod::addresses)
        .flatMap(List::stream)
        .filter(ip -> ip.v6() == v6 && declared.stream().noneMatch(range -> range.contains(ip)))
        .sorted()
        .distinct()
        .toList();
  }

  /** The fewest blocks around sorted addresses of pods that hold none of a node. */
  static List<Cidr> around(List<IpAddress> pods, List<IpAddress> nodes) {
    List<Cidr> blocks = new ArrayList<>();
    add(pods, nodes, blocks);
    return blocks.size() > MAX_BLOCKS ? List.of() : blocks;
  }

  /** One block around sorted addresses, or one for each half, until none holds a node. */
  private static void add(List<IpAddress> pods, List<IpAddress> nodes, List<Cidr> blocks) {
    if (pods.isEmpty() || blocks.size() > MAX_BLOCKS) {
      return;
    }
    Cidr block = around(pods.get(0), pods.get(pods.size() - 1));
    if (nodes.stream().noneMatch(block::contains)) {
      blocks.add(block);
    } else if (block.prefixLength() < block.base().bitLength() - HOST_BITS) {
      Cidr lower = new Cidr(block.base(), block.prefixLength() + 1);
      add(pods.stream().filter(lower::contains).toList(), nodes, blocks);
      add(pods.stream().filter(ip -> !lower.contains(ip)).toList(), nodes, blocks);
    }
  }

  private static Cidr around(IpAddress first, IpAddress last) {
    int prefix = first.bitLength() - HOST_BITS;
    while (prefix > 0 && !new Cidr(first, prefix).contains(last)) {
      prefix--;
    }
    return new Cidr(first, prefix);
  }
}

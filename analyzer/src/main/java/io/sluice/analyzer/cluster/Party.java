package io.sluice.analyzer.cluster;

import java.util.Comparator;
import java.util.List;

/**
 * Who stands at one end of an edge. Ordered by variant, then by its fields, because output is
 * written in this order.
 */
public sealed interface Party extends Comparable<Party>
    permits Workload,
        Party.Node,
        Party.External,
        Party.World,
        Party.UnresolvedService,
        Party.Unknown {

  /** Rank of the variant in sorted output. */
  int rank();

  /** Name for people, stable: {@code shop/cart}, {@code node aks-1}, {@code external}. */
  String title();

  @Override
  default int compareTo(Party other) {
    return this instanceof Workload one && other instanceof Workload two
        ? Workload.ORDER.compare(one, two)
        : ORDER.compare(this, other);
  }

  /** By variant, then by what each variant shows and holds. */
  Comparator<Party> ORDER =
      Comparator.comparingInt(Party::rank)
          .thenComparing(Party::title)
          .thenComparing(Party::toString);

  /**
   * A node of the cluster: the kubelet, a hostNetwork pod or masqueraded traffic.
   *
   * @param cluster cluster name
   * @param name node name
   * @param own whether it is the very node that the pod at the other end runs on
   */
  record Node(String cluster, String name, boolean own) implements Party {
    @Override
    public int rank() {
      return 1;
    }

    @Override
    public String title() {
      return (own ? "own node " : "node ") + name;
    }
  }

  /** Addresses outside the cluster, public ones; the edge holds the set. */
  record External() implements Party {
    @Override
    public int rank() {
      return 2;
    }

    @Override
    public String title() {
      return "external";
    }
  }

  /** Outside the cluster, in a log that leaves addresses out (ACNS aggregation). */
  record World() implements Party {
    @Override
    public int rank() {
      return 3;
    }

    @Override
    public String title() {
      return "external (address not recorded)";
    }
  }

  /** A Service address that leads to no pod in the inventory: no selector, no endpoints. */
  record UnresolvedService(String cluster, String namespace, String name) implements Party {
    @Override
    public int rank() {
      return 4;
    }

    @Override
    public String title() {
      return "service " + namespace + "/" + name;
    }
  }

  /**
   * Nobody that the inventory knows; the edge holds the addresses. Never external.
   *
   * @param name what the log calls it, or who it may be: {@code shop/a or shop/b}; or ""
   */
  record Unknown(UnknownReason reason, String name) implements Party {
    /** Stands between the titles of those that an end may be. */
    public static final String OR = " or ";

    /** The titles of those that it may be; empty where it may be anybody. */
    public List<String> rivals() {
      return reason == UnknownReason.AMBIGUOUS_ADDRESS && !name.isEmpty()
          ? List.of(name.split(OR, -1))
          : List.of();
    }

    @Override
    public int rank() {
      return 5;
    }

    @Override
    public String title() {
      return name.isEmpty() ? "unknown (" + reason.word() + ")" : "unknown " + name;
    }
  }
}

package io.sluice.recommender.audit.diff.connectivity;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Whom a change of connectivity concerns at one of its ends. Pods are those with a network of their
 * own; hostNetwork pods count with their nodes.
 */
public sealed interface Extent extends Comparable<Extent> {
  /** Order of lists: by variant, then by what each holds. */
  Comparator<Extent> ORDER = Comparator.comparingInt(Extent::rank).thenComparing(Object::toString);

  /** Whether an end of a recorded edge is among them. */
  boolean holds(SeenEnd seen);

  /** The same together with its like in the other address family. */
  default Extent with(Extent like) {
    return this;
  }

  /** Rank of the variant in sorted output. */
  int rank();

  @Override
  default int compareTo(Extent other) {
    return ORDER.compare(this, other);
  }

  /**
   * Any pod of the cluster, any address outside, any node but the pod's own.
   *
   * @param ownNode whether the pod's own node is meant too
   */
  record Anywhere(boolean ownNode) implements Extent {
    @Override
    public boolean holds(SeenEnd seen) {
      return seen.party() instanceof Workload
          || seen.party() instanceof Party.External
          || seen.party() instanceof Party.World
          || (seen.party() instanceof Party.Node node && (ownNode || !node.own()));
    }

    @Override
    public Extent with(Extent like) {
      return like instanceof Anywhere other ? new Anywhere(ownNode || other.ownNode) : this;
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  /** Any pod of the cluster. */
  record AnyPod() implements Extent {
    @Override
    public boolean holds(SeenEnd seen) {
      return seen.party() instanceof Workload;
    }

    @Override
    public int rank() {
      return 1;
    }
  }

  /**
   * Most of a large extent.
   *
   * @param base any pod, or anywhere
   * @param except whom it leaves out, sorted; these have lines of their own, or nothing changes
   */
  record But(Extent base, List<PodsOf> except) implements Extent {
    /** Keeps its own copy. */
    public But {
      except = List.copyOf(except);
    }

    @Override
    public boolean holds(SeenEnd seen) {
      return base.holds(seen) && except.stream().noneMatch(pods -> pods.holds(seen));
    }

    @Override
    public Extent with(Extent like) {
      return like instanceof But other ? new But(base.with(other.base), except) : this;
    }

    @Override
    public int rank() {
      return base.rank();
    }
  }

  /** Every pod of a namespace. */
  record PodsIn(String namespace) implements Extent {
    @Override
    public boolean holds(SeenEnd seen) {
      return seen.party() instanceof Workload workload && workload.namespace().equals(namespace);
    }

    @Override
    public int rank() {
      return 2;
    }
  }

  /** Every pod of all other namespaces. */
  record PodsOutside(String namespace) implements Extent {
    @Override
    public boolean holds(SeenEnd seen) {
      return seen.party() instanceof Workload workload && !workload.namespace().equals(namespace);
    }

    @Override
    public int rank() {
      return 3;
    }
  }

  /**
   * Pods of a workload.
   *
   * @param pods their names, sorted
   * @param all whether it has no others
   */
  record PodsOf(Workload workload, List<String> pods, boolean all) implements Extent {
    /** Keeps its own copy. */
    public PodsOf {
      pods = List.copyOf(pods);
    }

    @Override
    public boolean holds(SeenEnd seen) {
      return workload.equals(seen.party())
          && (all || seen.pods().isEmpty() || seen.pods().stream().anyMatch(pods::contains));
    }

    /** The same workload with these pods. */
    PodsOf named(List<String> names) {
      return new PodsOf(workload, names, all);
    }

    /** Whether the two have a pod in common. */
    boolean overlaps(PodsOf other) {
      return workload.equals(other.workload) && pods.stream().anyMatch(other.pods::contains);
    }

    @Override
    public Extent with(Extent like) {
      return like instanceof PodsOf other ? named(union(pods, other.pods)) : this;
    }

    @Override
    public int rank() {
      return 4;
    }
  }

  /**
   * Nodes, with the hostNetwork pods on them.
   *
   * @param own whether it is the node that the pod at the other end runs on
   * @param names their names, sorted
   * @param all whether there are no others
   */
  record Nodes(boolean own, List<String> names, boolean all) implements Extent {
    /** Keeps its own copy. */
    public Nodes {
      names = List.copyOf(names);
    }

    @Override
    public boolean holds(SeenEnd seen) {
      return seen.party() instanceof Party.Node node
          && node.own() == own
          && (all || names.contains(node.name()));
    }

    /** The same of these nodes. */
    Nodes named(List<String> nodes) {
      return new Nodes(own, nodes, all);
    }

    @Override
    public Extent with(Extent like) {
      return like instanceof Nodes other ? named(union(names, other.names)) : this;
    }

    @Override
    public int rank() {
      return 5;
    }
  }

  /**
   * Addresses outside the cluster.
   *
   * @param blocks what holds them; each without its exceptions
   * @param any whether no address is left out
   */
  record Addresses(List<PolicyPeer.IpBlock> blocks, boolean any) implements Extent {
    /** Keeps its own copy. */
    public Addresses {
      blocks = List.copyOf(blocks);
    }

    @Override
    public boolean holds(SeenEnd seen) {
      return (any && seen.party() instanceof Party.World)
          || (seen.party() instanceof Party.External
              && seen.addresses().stream().anyMatch(this::contains));
    }

    /** Whether one of the blocks holds an address. */
    public boolean contains(IpAddress address) {
      return blocks.stream().anyMatch(block -> block.holds(address));
    }

    @Override
    public Extent with(Extent like) {
      return like instanceof Addresses other
          ? new Addresses(union(blocks, other.blocks), any && other.any)
          : this;
    }

    @Override
    public int rank() {
      return 6;
    }
  }

  private static <T extends Comparable<? super T>> List<T> union(List<T> one, List<T> other) {
    TreeSet<T> union = new TreeSet<>(one);
    union.addAll(other);
    return List.copyOf(union);
  }
}

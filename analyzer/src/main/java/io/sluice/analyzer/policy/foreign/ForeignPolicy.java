package io.sluice.analyzer.policy.foreign;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Comparator;
import java.util.List;

/**
 * A policy of another API.
 *
 * @param cluster cluster name, or ""
 * @param group API group, such as {@code cilium.io}
 * @param kind kind, such as {@code CiliumNetworkPolicy}
 * @param namespace the namespace whose pods it may select, or "" for all
 * @param name name
 * @param origin where it was read
 * @param enforced whether it decides about traffic; a staged policy does not, nor does Calico's
 *     view of a NetworkPolicy, which decides under its own name
 * @param reaches what it may touch; any of these
 */
public record ForeignPolicy(
    String cluster,
    String group,
    String kind,
    String namespace,
    String name,
    ObjectOrigin origin,
    boolean enforced,
    List<ForeignReach> reaches)
    implements Comparable<ForeignPolicy> {
  public ForeignPolicy {
    reaches = List.copyOf(reaches);
  }

  /** What identifies it, and its place among others. */
  public Key key() {
    return new Key(cluster, namespace, name, kind, group);
  }

  /** Whether it may decide about traffic of a pod in a direction. */
  public boolean mayTouch(Pod pod, Direction direction) {
    return enforced
        && cluster.equals(pod.cluster())
        && (namespace.isEmpty() || namespace.equals(pod.namespace()))
        && reaches.stream().anyMatch(reach -> reach.mayTouch(pod, direction));
  }

  /** {@code CiliumNetworkPolicy shop/cart}. */
  public String title() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }

  @Override
  public int compareTo(ForeignPolicy other) {
    return key().compareTo(other.key());
  }

  /** A policy's place among others; cluster-wide ones come first. */
  public record Key(String cluster, String namespace, String name, String kind, String group)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::cluster)
            .thenComparing(Key::namespace)
            .thenComparing(Key::name)
            .thenComparing(Key::kind)
            .thenComparing(Key::group);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}

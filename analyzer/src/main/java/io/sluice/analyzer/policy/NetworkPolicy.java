package io.sluice.analyzer.policy;

import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A {@code networking.k8s.io/v1} NetworkPolicy with every default applied: {@link #isolates} is
 * {@code policyTypes} after defaulting, and rules of a direction that it does not isolate are
 * inert.
 *
 * @param cluster cluster name, or ""
 * @param namespace namespace
 * @param name name
 * @param podSelector which pods of the namespace it selects
 * @param isolates the directions that it isolates
 * @param ingress ingress rules
 * @param egress egress rules
 * @param origin where it was read; for a proposed policy, the file it will be written to
 * @param lines where in that file its parts stand
 */
public record NetworkPolicy(
    String cluster,
    String namespace,
    String name,
    LabelSelector podSelector,
    Set<Direction> isolates,
    List<PolicyRule> ingress,
    List<PolicyRule> egress,
    ObjectOrigin origin,
    PolicyLines lines) {
  public NetworkPolicy {
    isolates =
        isolates.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(isolates));
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  /** A policy of whose parts nobody knows the lines. */
  public NetworkPolicy(
      String cluster,
      String namespace,
      String name,
      LabelSelector podSelector,
      Set<Direction> isolates,
      List<PolicyRule> ingress,
      List<PolicyRule> egress,
      ObjectOrigin origin) {
    this(
        cluster,
        namespace,
        name,
        podSelector,
        isolates,
        ingress,
        egress,
        origin,
        PolicyLines.none());
  }

  /** The rules of a direction, which count only where {@link #isolates} holds it. */
  public List<PolicyRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }

  /** What identifies it; two policies of one set never share it. */
  public Key key() {
    return new Key(cluster, namespace, name);
  }

  /** File and line of {@link #podSelector}; of the policy where that line is not known. */
  public ObjectOrigin selectorOrigin() {
    return originAt(lines.podSelector());
  }

  ObjectOrigin originAt(int line) {
    return line == 0 ? origin : new ObjectOrigin(origin.file(), line);
  }

  /** {@code namespace/name}. */
  public String title() {
    return namespace + "/" + name;
  }

  /** A policy's place among others, which is also the order in which policies are listed. */
  public record Key(String cluster, String namespace, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::cluster).thenComparing(Key::namespace).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}

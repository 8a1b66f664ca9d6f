package io.sluice.analyzer.policy.lint;

import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something legal in a policy that its author hardly meant.
 *
 * @param kind what
 * @param policy which policy
 * @param place where in it; empty where it concerns the whole policy
 * @param origin file and line of what it concerns: the policy, its selector, a rule, a peer or a
 *     port
 * @param message what is wrong, and what would be right
 */
public record PolicyFinding(
    FindingKind kind,
    NetworkPolicy.Key policy,
    Optional<Place> place,
    ObjectOrigin origin,
    String message)
    implements Comparable<PolicyFinding> {
  /**
   * A rule of a policy.
   *
   * @param direction direction
   * @param rule index in that direction's list, from 0
   */
  public record Place(Direction direction, int rule) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byDirection = direction.compareTo(other.direction);
      return byDirection != 0 ? byDirection : Integer.compare(rule, other.rule);
    }

    /** {@code ingress[0]}. */
    @Override
    public String toString() {
      return direction.word() + "[" + rule + "]";
    }
  }

  private static final Comparator<PolicyFinding> ORDER =
      Comparator.comparing(PolicyFinding::origin)
          .thenComparing(PolicyFinding::policy)
          .thenComparing(f -> f.place().isPresent())
          .thenComparing(f -> f.place().orElse(new Place(Direction.INGRESS, 0)))
          .thenComparing(PolicyFinding::kind)
          .thenComparing(PolicyFinding::message);

  @Override
  public int compareTo(PolicyFinding other) {
    return ORDER.compare(this, other);
  }

  /** {@code net.yaml:7: shop/cart ingress[0]: selects-nothing: …}. */
  @Override
  public String toString() {
    return origin
        + ": "
        + policy.namespace()
        + "/"
        + policy.name()
        + place.map(p -> " " + p).orElse("")
        + ": "
        + kind.word()
        + ": "
        + message;
  }
}

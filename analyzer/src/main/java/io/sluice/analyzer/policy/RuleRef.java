package io.sluice.analyzer.policy;

import io.sluice.analyzer.snapshot.ObjectOrigin;
import java.util.List;

/**
 * A rule of a policy: what decided.
 *
 * @param policy the policy
 * @param direction direction
 * @param index index in that direction's list, from 0
 */
public record RuleRef(NetworkPolicy policy, Direction direction, int index) {
  /** File and line of the rule; of its policy where that line is not known. */
  public ObjectOrigin origin() {
    return policy.originAt(lines().line());
  }

  /** File and line of one of its peers, as far as known. */
  public ObjectOrigin peerOrigin(int peer) {
    return partOrigin(lines().peers(), peer);
  }

  /** File and line of one of its ports, as far as known. */
  public ObjectOrigin portOrigin(int port) {
    return partOrigin(lines().ports(), port);
  }

  private ObjectOrigin partOrigin(List<Integer> parts, int index) {
    return index < parts.size() ? policy.originAt(parts.get(index)) : origin();
  }

  private PolicyLines.RuleLines lines() {
    return policy.lines().rule(direction, index);
  }

  /** {@code shop/cart ingress[0]}. */
  @Override
  public String toString() {
    return policy.title() + " " + direction.word() + "[" + index + "]";
  }
}

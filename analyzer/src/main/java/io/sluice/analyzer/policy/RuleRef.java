package io.sluice.analyzer.policy;

/**
 * A rule of a policy: what decided.
 *
 * @param policy the policy
 * @param direction direction
 * @param index index in that direction's list, from 0
 */
public record RuleRef(NetworkPolicy policy, Direction direction, int index) {
  /** {@code shop/cart ingress[0]}. */
  @Override
  public String toString() {
    return policy.title() + " " + direction.word() + "[" + index + "]";
  }
}

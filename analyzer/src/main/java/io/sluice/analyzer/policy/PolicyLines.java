package io.sluice.analyzer.policy;

import java.util.List;

/**
 * The lines of a policy's parts in its file, from 1; 0 where a line is not known, as in a policy
 * that was read nowhere.
 *
 * <p>Any two are equal: where a part stands is no part of what a policy says, so two policies, or
 * two of their rules, never differ by it.
 */
public final class PolicyLines {
  private static final PolicyLines NONE = new PolicyLines(0, List.of(), List.of());

  private final int podSelector;
  private final List<RuleLines> ingress;
  private final List<RuleLines> egress;

  /**
   * The lines of one rule's parts.
   *
   * @param line of the rule
   * @param peers of its peers, in their order
   * @param ports of its ports, in their order
   */
  public record RuleLines(int line, List<Integer> peers, List<Integer> ports) {
    private static final RuleLines UNKNOWN = new RuleLines(0, List.of(), List.of());

    /** Keeps its own copies. */
    public RuleLines {
      peers = List.copyOf(peers);
      ports = List.copyOf(ports);
    }
  }

  /**
   * Lines as read.
   *
   * @param podSelector of the policy's own selector
   * @param ingress of its ingress rules, in their order
   * @param egress of its egress rules
   */
  public PolicyLines(int podSelector, List<RuleLines> ingress, List<RuleLines> egress) {
    this.podSelector = podSelector;
    this.ingress = List.copyOf(ingress);
    this.egress = List.copyOf(egress);
  }

  /** No line is known. */
  public static PolicyLines none() {
    return NONE;
  }

  int podSelector() {
    return podSelector;
  }

  RuleLines rule(Direction direction, int index) {
    List<RuleLines> rules = direction == Direction.INGRESS ? ingress : egress;
    return index < rules.size() ? rules.get(index) : RuleLines.UNKNOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyLines;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "lines";
  }
}

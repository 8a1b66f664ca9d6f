package io.sluice.analyzer.policy.compile;

/**
 * Neighbouring ports.
 *
 * @param from first, 0 to 65535
 * @param to last, inclusive
 */
public record PortRange(int from, int to) {
  /** Refuses what is no port and a range that runs backwards. */
  public PortRange {
    if (from < 0 || to > 65535 || to < from) {
      throw new IllegalArgumentException("port range " + from + "-" + to);
    }
  }

  @Override
  public String toString() {
    return to == from ? String.valueOf(from) : from + "-" + to;
  }
}

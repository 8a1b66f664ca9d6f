package io.sluice.recommender.audit.diff.connectivity.kinds;

import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.analyzer.policy.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ports of the protocols that policies can name.
 *
 * @param ranges sorted, neither overlapping nor adjacent
 */
public record PortSet(List<PolicyPort.Range> ranges) {
  static final int LAST_PORT = 65_535;

  /** No port. */
  public static final PortSet NONE = new PortSet(List.of());

  /** Every port of every protocol. */
  public static final PortSet ALL =
      new PortSet(
          Arrays.stream(Protocol.values())
              .map(protocol -> new PolicyPort.Range(protocol, 1, LAST_PORT))
              .toList());

  /** Keeps its own copy. */
  public PortSet {
    ranges = List.copyOf(ranges);
  }

  /** The union of ranges in any order. */
  public static PortSet of(Collection<PolicyPort.Range> ranges) {
    List<PolicyPort.Range> merged = new ArrayList<>();
    for (PolicyPort.Range range : ranges.stream().sorted().toList()) {
      int last = merged.size() - 1;
      if (last >= 0 && touches(merged.get(last), range)) {
        PolicyPort.Range before = merged.get(last);
        int to = Math.max(before.to(), range.to());
        merged.set(last, new PolicyPort.Range(before.protocol(), before.from(), to));
      } else {
        merged.add(range);
      }
    }
    return new PortSet(merged);
  }

  private static boolean touches(PolicyPort.Range before, PolicyPort.Range next) {
    return before.protocol() == next.protocol() && next.from() <= before.to() + 1;
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether it holds a port; {@code protocol} is an IANA number. */
  public boolean contains(int protocol, int port) {
    return ranges.stream()
        .anyMatch(r -> r.protocol().number() == protocol && r.from() <= port && port <= r.to());
  }

  /** What is in this set and not in the other one. */
  public PortSet minus(PortSet other) {
    List<PolicyPort.Range> left = new ArrayList<>();
    for (PolicyPort.Range range : ranges) {
      int from = range.from();
      for (PolicyPort.Range cut : other.ranges) {
        if (cut.protocol() == range.protocol() && cut.from() <= range.to() && cut.to() >= from) {
          addUpTo(cut.from() - 1, from, range, left);
          from = cut.to() + 1;
        }
      }
      addUpTo(range.to(), from, range, left);
    }
    return new PortSet(left);
  }

  private static void addUpTo(
      int to, int from, PolicyPort.Range range, List<PolicyPort.Range> left) {
    if (from <= to) {
      left.add(new PolicyPort.Range(range.protocol(), from, to));
    }
  }

  /** {@code TCP/80, TCP/8000-8999}, {@code all ports}, {@code all but TCP/80}, {@code none}. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    PortSet others = ALL.minus(this);
    if (others.isEmpty()) {
      return "all ports";
    }
    return others.ranges.size() < ranges.size() ? "all but " + others.listed() : listed();
  }

  private String listed() {
    return ranges.stream()
        .map(r -> r.from() == 1 && r.to() == LAST_PORT ? r.protocol() + "/any" : r.toString())
        .collect(Collectors.joining(", "));
  }
}

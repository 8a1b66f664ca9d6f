package io.sluice.analyzer.policy.compile;

import io.sluice.analyzer.policy.Protocol;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ports of one protocol that no policy tells apart, whatever the pods.
 *
 * @param number its index in {@link Reachability#portClasses()}
 * @param protocol protocol
 * @param ranges its ports, sorted; never empty
 */
public record PortClass(int number, Protocol protocol, List<PortRange> ranges) {
  public PortClass {
    ranges = List.copyOf(ranges);
  }

  /** Such as {@code TCP/80} or {@code TCP/0-79,81-65535}. */
  @Override
  public String toString() {
    return protocol
        + "/"
        + ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
  }
}

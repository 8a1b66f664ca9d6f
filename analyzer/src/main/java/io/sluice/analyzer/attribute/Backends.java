package io.sluice.analyzer.attribute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a Service's port leads for a stretch of time: the ends behind it, each with its own port.
 *
 * @param protocol index of {@link ServicePorts}
 * @param port port of the Service, or node port
 * @param targets the ends, none where no pod stands behind the port
 * @param fromMillis first moment for which this holds
 * @param untilMillis first moment for which it holds no more
 * @param next another port or stretch of time
 */
record Backends(
    int protocol,
    int port,
    List<Target> targets,
    long fromMillis,
    long untilMillis,
    @Nullable Backends next) {

  /** One workload or node behind a Service, with the port that it is reached on. */
  record Target(End end, int port) {}

  boolean covers(int protocol, int port, long epochMillis) {
    return this.protocol == protocol
        && this.port == port
        && fromMillis <= epochMillis
        && (epochMillis < untilMillis || untilMillis == Long.MAX_VALUE);
  }
}

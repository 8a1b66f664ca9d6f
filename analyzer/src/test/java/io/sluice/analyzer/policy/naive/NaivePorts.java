package io.sluice.analyzer.policy.naive;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.policy.naive.NaiveReading.Asked;
import java.util.Set;

/** Entries of ports, read naively. */
final class NaivePorts {
  private final Set<Fault> seeded;

  NaivePorts(Set<Fault> seeded) {
    this.seeded = seeded;
  }

  /** Whether a rule with these ports is for a connection. */
  boolean admit(JsonNode ports, Asked asked) {
    return ports.isEmpty()
        ? !seeded.contains(Fault.EMPTY_PORTS_DENIES)
        : NaiveReading.items(ports).anyMatch(entry -> matches(entry, asked));
  }

  private boolean matches(JsonNode entry, Asked asked) {
    String unsaid = seeded.contains(Fault.DEFAULT_PROTOCOL_UDP) ? "UDP" : "TCP";
    String protocol = entry.path("protocol").asText(unsaid);
    if (!protocol.equals(asked.protocol().name()) && !seeded.contains(Fault.PROTOCOL_IGNORED)) {
      return false;
    }
    JsonNode port = entry.path("port");
    if (port.isTextual()) {
      return !seeded.contains(Fault.NAMED_PORT_NEVER_MATCHES) && named(port.textValue(), asked);
    }
    if (!port.isInt()) {
      return true;
    }
    boolean single = seeded.contains(Fault.END_PORT_IGNORED);
    int last = single ? port.intValue() : entry.path("endPort").asInt(port.intValue());
    return port.intValue() <= asked.port() && asked.port() <= last;
  }

  private boolean named(String name, Asked asked) {
    return asked.server() instanceof Pod pod
        && pod.ports().stream()
            .filter(declared -> !declared.init())
            .filter(
                declared ->
                    declared.protocol().equals(asked.protocol().name())
                        || seeded.contains(Fault.NAMED_PORT_IGNORES_PROTOCOL))
            .anyMatch(
                declared -> declared.name().equals(name) && declared.number() == asked.port());
  }
}

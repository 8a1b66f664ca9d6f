package io.sluice.analyzer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.history.ObjectLife;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * One EndpointSlice: the pods behind a Service at its own time, and the ports, already resolved.
 *
 * @param pods ids of the pods, ready or not, without those on their way out
 * @param ports ports, by the name of the Service's port
 * @param epochMillis when it was true
 */
record SliceBackends(TreeSet<Integer> pods, List<SlicePort> ports, long epochMillis) {
  /** How slices refer to pods. */
  interface PodLookup {
    Optional<Pod> byUid(String namespace, String name, String uid);

    Optional<Pod> byName(String namespace, String name, long epochMillis);

    Optional<Pod> byAddress(IpAddress address, long epochMillis);
  }

  /**
   * A port of a slice.
   *
   * @param number 0 where the slice means every port
   */
  record SlicePort(String name, String protocol, int number) {}

  static SliceBackends of(ObjectLife slice, PodLookup lookup) {
    long time = slice.latest().epochMillis();
    TreeSet<Integer> pods = new TreeSet<>();
    for (JsonNode endpoint : slice.tree().path("endpoints")) {
      if (!endpoint.path("conditions").path("terminating").asBoolean(false)) {
        podOf(endpoint, slice.meta().namespace(), time, lookup)
            .ifPresent(pod -> pods.add(pod.id()));
      }
    }
    List<SlicePort> ports = new ArrayList<>();
    for (JsonNode port : slice.tree().path("ports")) {
      ports.add(
          new SlicePort(
              port.path("name").asText(""),
              port.path("protocol").asText("TCP"),
              port.path("port").asInt(0)));
    }
    return new SliceBackends(pods, List.copyOf(ports), time);
  }

  private static Optional<Pod> podOf(
      JsonNode endpoint, String namespace, long time, PodLookup lookup) {
    JsonNode target = endpoint.path("targetRef");
    if (target.path("kind").asText("").equals("Pod")) {
      String own = target.path("namespace").asText(namespace);
      String name = target.path("name").asText("");
      Optional<Pod> pod = lookup.byUid(own, name, target.path("uid").asText(""));
      return pod.isPresent() ? pod : lookup.byName(own, name, time);
    }
    for (JsonNode address : endpoint.path("addresses")) {
      Optional<Pod> pod =
          IpAddress.parse(address.asText("")).flatMap(ip -> lookup.byAddress(ip, time));
      if (pod.isPresent()) {
        return pod;
      }
    }
    return Optional.empty();
  }

  /** The number of a Service's port, 0 for every port; empty where the slice lacks the port. */
  OptionalInt number(ServicePort port) {
    for (SlicePort own : ports) {
      if (own.name.equals(port.name()) && own.protocol.equals(port.protocol())) {
        return OptionalInt.of(own.number);
      }
    }
    return OptionalInt.empty();
  }
}

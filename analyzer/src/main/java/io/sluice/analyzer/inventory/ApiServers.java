package io.sluice.analyzer.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.analyzer.cluster.ApiServer;
import io.sluice.analyzer.history.ObjectLife;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the API servers answer, by the EndpointSlices of {@code default/kubernetes}. A slice that
 * is gone counts as well: flows of its time went there.
 */
final class ApiServers {
  private final SortedSet<ApiServer> all = new TreeSet<>();

  /** Takes a slice of any Service. */
  void addSlice(String service, ObjectLife slice) {
    if (!ApiServer.SERVICE.equals(slice.meta().namespace() + "/" + service)) {
      return;
    }
    for (JsonNode endpoint : slice.tree().path("endpoints")) {
      for (JsonNode address : endpoint.path("addresses")) {
        IpAddress.parse(address.asText("")).ifPresent(ip -> add(slice, ip));
      }
    }
  }

  private void add(ObjectLife slice, IpAddress address) {
    for (JsonNode port : slice.tree().path("ports")) {
      int number = port.path("port").asInt(0);
      if (number >= 1 && number <= 65535 && port.path("protocol").asText("TCP").equals("TCP")) {
        all.add(new ApiServer(slice.meta().cluster(), address, number));
      }
    }
  }

  /** Those of a cluster, sorted. */
  List<ApiServer> of(String cluster) {
    return all.stream().filter(server -> server.cluster().equals(cluster)).toList();
  }

  boolean isAt(String cluster, IpAddress address) {
    return all.stream()
        .anyMatch(server -> server.cluster().equals(cluster) && server.address().equals(address));
  }
}

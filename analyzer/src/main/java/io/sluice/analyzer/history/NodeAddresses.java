package io.sluice.analyzer.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** The addresses that a Node's object names. */
public final class NodeAddresses {
  private NodeAddresses() {}

  /** Internal and external addresses, in the object's order. */
  public static List<IpAddress> of(JsonNode node) {
    List<IpAddress> addresses = new ArrayList<>();
    for (JsonNode address : node.path("status").path("addresses")) {
      String type = address.path("type").asText("");
      if (type.equals("InternalIP") || type.equals("ExternalIP")) {
        IpAddress.parse(address.path("address").asText(""))
            .filter(ip -> !addresses.contains(ip))
            .ifPresent(addresses::add);
      }
    }
    return List.copyOf(addresses);
  }
}

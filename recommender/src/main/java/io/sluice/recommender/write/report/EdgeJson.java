package io.sluice.recommender.write.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.Edge;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.confidence.Rating;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** An edge as JSON: who, to whom, on which port, and the counted facts. */
public final class EdgeJson {
  private final EdgeText text;

  public EdgeJson(EdgeText text) {
    this.text = text;
  }

  public ObjectNode of(JudgedEdge judged) {
    return of(judged, address -> true);
  }

  /** The same with only some of its addresses: an edge may have thousands, a peer only one. */
  ObjectNode of(JudgedEdge judged, Predicate<IpAddress> which) {
    return of(judged.edge(), judged.ambiguous(), judged.rating(), which);
  }

  /** An edge that counts for nothing yet. */
  ObjectNode of(Edge edge, boolean ambiguous, Rating rating) {
    return of(edge, ambiguous, rating, address -> true);
  }

  private ObjectNode of(Edge edge, boolean ambiguous, Rating rating, Predicate<IpAddress> which) {
    ObjectNode json = JsonText.object();
    if (!edge.key().cluster().isEmpty()) {
      json.put("cluster", edge.key().cluster());
    }
    if (ambiguous) {
      json.put("orientation", "unknown");
    }
    json.set("from", party(edge.key().client()));
    json.set("to", party(edge.key().server()));
    addresses(json, edge, ambiguous, which);
    json.put("protocol", EdgeText.protocol(edge.key().protocol()));
    ports(json, edge);
    facts(json, edge);
    return json.put("confidence", rating.confidence().word());
  }

  /** Addresses of the end that is outside or unknown; of internet clients only how many. */
  private void addresses(
      ObjectNode json, Edge edge, boolean ambiguous, Predicate<IpAddress> which) {
    if (edge.addresses().isEmpty()) {
      return;
    }
    if (text.addressesShown(edge, ambiguous)) {
      ArrayNode addresses = json.putArray("addresses");
      edge.addresses().stream().filter(which).forEach(a -> addresses.add(a.toString()));
    } else {
      json.put("addressCount", edge.addresses().size());
    }
  }

  private static void ports(ObjectNode json, Edge edge) {
    if (!edge.ports().isEmpty()) {
      ArrayNode ports = json.putArray("ports");
      edge.ports().forEach((int port) -> ports.add(port));
    } else if (edge.key().port() >= 0) {
      json.put("port", edge.key().port());
    }
  }

  private static void facts(ObjectNode json, Edge edge) {
    json.put("records", edge.records());
    json.put("connections", edge.connections());
    json.put("bytes", edge.bytes());
    json.put("firstSeen", Wording.exactTime(edge.firstMillis()));
    json.put("lastSeen", Wording.exactTime(edge.lastMillis()));
    json.put("observedHours", edge.hours().getCardinality());
    ObjectNode verdicts = json.putObject("verdicts");
    for (ObservedVerdict verdict : ObservedVerdict.values()) {
      long records = edge.verdicts().getOrDefault(verdict, 0L);
      if (records > 0) {
        verdicts.put(verdict.name(), records);
      }
    }
    ArrayNode reporters = json.putArray("reporters");
    edge.recordsByReporter().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT))
        .sorted()
        .forEach(reporters::add);
    families(json, "families", edge.families());
  }

  /** Address families under a key, in their order; no key where there are none. */
  public static void families(ObjectNode json, String key, Set<AddressFamily> families) {
    if (!families.isEmpty()) {
      ArrayNode array = json.putArray(key);
      families.stream().sorted().map(AddressFamily::word).forEach(array::add);
    }
  }

  static ObjectNode party(Party party) {
    ObjectNode json = JsonText.object();
    if (party instanceof Workload workload) {
      return workload(json, workload);
    }
    if (party instanceof Party.Node node) {
      return json.put("type", "node").put("name", node.name()).put("own", node.own());
    }
    if (party instanceof Party.UnresolvedService service) {
      return json.put("type", "service")
          .put("namespace", service.namespace())
          .put("name", service.name());
    }
    if (party instanceof Party.Unknown unknown) {
      return json.put("type", "unknown")
          .put("reason", unknown.reason().word())
          .put("name", unknown.name());
    }
    return json.put("type", party instanceof Party.World ? "world" : "external");
  }

  public static ObjectNode workload(ObjectNode json, Workload workload) {
    json.put("type", "workload");
    if (!workload.cluster().isEmpty()) {
      json.put("cluster", workload.cluster());
    }
    return json.put("namespace", workload.namespace())
        .put("kind", workload.kind())
        .put("name", workload.name());
  }
}

package io.sluice.recommender.write.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.analyzer.policy.PolicyPort;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.diff.WeighedChange;
import io.sluice.recommender.audit.diff.connectivity.ConnectivityChange;
import io.sluice.recommender.audit.diff.connectivity.Extent;
import io.sluice.recommender.audit.diff.connectivity.kinds.PortSet;
import io.sluice.recommender.write.JsonText;
import io.sluice.recommender.write.Wording;
import io.sluice.recommender.write.report.EdgeJson;

/** A change of connectivity as JSON. */
final class ConnectivityJson {
  private ConnectivityJson() {}

  static ObjectNode of(WeighedChange weighed) {
    ConnectivityChange change = weighed.change();
    ObjectNode json = JsonText.object().put("change", word(change.sign()));
    if (!change.cluster().isEmpty()) {
      json.put("cluster", change.cluster());
    }
    json.set("from", extent(change.from()));
    json.set("to", extent(change.to()));
    change.family().ifPresent(family -> json.put("family", family.word()));
    ports(json.putArray("opened"), change.opened());
    ports(json.putArray("closed"), change.closed());
    ports(json.putArray("allowedBefore"), change.before());
    ports(json.putArray("allowedAfter"), change.after());
    json.putObject("sample")
        .put("from", change.sample().client().toString())
        .put("to", change.sample().server().toString())
        .put("protocol", EdgeText.protocol(change.sample().protocol()))
        .put("port", change.sample().port());
    DiffJson.verdicts(json, weighed.before(), weighed.after());
    json.put("edges", weighed.edges());
    json.put("records", weighed.records());
    json.put("connections", weighed.connections());
    if (weighed.edges() > 0) {
      json.put("lastSeen", Wording.exactTime(weighed.lastMillis()));
    }
    return json;
  }

  private static String word(String sign) {
    return switch (sign) {
      case "+" -> "opened";
      case "-" -> "closed";
      default -> "changed";
    };
  }

  private static void ports(ArrayNode array, PortSet ports) {
    for (PolicyPort.Range range : ports.ranges()) {
      array
          .addObject()
          .put("protocol", range.protocol().name())
          .put("from", range.from())
          .put("to", range.to());
    }
  }

  private static ObjectNode extent(Extent extent) {
    ObjectNode json = JsonText.object();
    if (extent instanceof Extent.Anywhere anywhere) {
      return json.put("type", "anywhere").put("ownNode", anywhere.ownNode());
    }
    if (extent instanceof Extent.But but) {
      ObjectNode base = extent(but.base());
      ArrayNode except = base.putArray("except");
      but.except().forEach(pods -> except.add(extent(pods)));
      return base;
    }
    if (extent instanceof Extent.AnyPod) {
      return json.put("type", "any-pod");
    }
    if (extent instanceof Extent.PodsIn in) {
      return json.put("type", "pods-of-namespace").put("namespace", in.namespace());
    }
    if (extent instanceof Extent.PodsOutside outside) {
      return json.put("type", "pods-outside-namespace").put("namespace", outside.namespace());
    }
    if (extent instanceof Extent.PodsOf pods) {
      return pods(EdgeJson.workload(json, pods.workload()), pods);
    }
    return extent instanceof Extent.Nodes nodes
        ? nodes(json, nodes)
        : addresses(json, (Extent.Addresses) extent);
  }

  private static ObjectNode pods(ObjectNode json, Extent.PodsOf pods) {
    if (!pods.all()) {
      ArrayNode names = json.putArray("pods");
      pods.pods().forEach(names::add);
    }
    return json;
  }

  private static ObjectNode nodes(ObjectNode json, Extent.Nodes nodes) {
    json.put("type", nodes.own() ? "own-node" : "other-nodes").put("all", nodes.all());
    ArrayNode names = json.putArray("names");
    nodes.names().forEach(names::add);
    return json;
  }

  private static ObjectNode addresses(ObjectNode json, Extent.Addresses addresses) {
    json.put("type", "addresses").put("any", addresses.any());
    ArrayNode blocks = json.putArray("blocks");
    for (PolicyPeer.IpBlock block : addresses.blocks()) {
      ObjectNode object = blocks.addObject().put("cidr", block.cidr().toString());
      ArrayNode except = object.putArray("except");
      block.except().forEach(cidr -> except.add(cidr.toString()));
    }
    return json;
  }
}

package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.Flow;
import java.io.IOException;
import java.util.Locale;

/**
 * One record of GKE's network policy logging as its JSON says it, or the entry of Cloud Logging
 * that such a record is the payload of. See <a
 * href="https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy-logging">Use network
 * policy logging</a>.
 *
 * <pre>{"connection":{"src_ip":"10.4.1.7","dest_ip":"10.4.0.11","src_port":51644,"dest_port":8080,
 *  "protocol":"tcp","direction":"ingress"},"disposition":"allow",
 *  "policies":[{"name":"web","namespace":"shop","kind":"NetworkPolicy"}],
 *  "src":{"pod_name":"cart-6d8f7c9b5d-x2x4z","pod_namespace":"shop","namespace":"shop",
 *   "workload_kind":"ReplicaSet","workload_name":"cart-6d8f7c9b5d"},
 *  "dest":{…},"count":1,"node_name":"gke-1","timestamp":"2026-11-02T10:00:00.123456789Z"}</pre>
 */
final class GkeRecord {
  /** An end, which may be a node, or an instance that is neither. */
  static final class End extends NamedEnd {
    String workloadKind = "";
    String workloadName = "";
    String node = "";

    @Override
    void clear() {
      super.clear();
      workloadKind = "";
      workloadName = "";
      node = "";
    }
  }

  final End source = new End();
  final End destination = new End();

  /** Milliseconds, or {@link Timestamps#NONE}. */
  long time = Timestamps.NONE;

  /** Whether there is a field with a time, readable or not. */
  boolean hasTime;

  /** The node that wrote it, which the record says. */
  String node = "";

  /** The same as the entry's resource says. */
  String resourceNode = "";

  String cluster = "";

  String disposition = "";

  String direction = "";
  int protocol = Flow.ABSENT;
  long count = 1;

  void clear() {
    source.clear();
    destination.clear();
    time = Timestamps.NONE;
    hasTime = false;
    node = "";
    resourceNode = "";
    cluster = "";
    disposition = "";
    direction = "";
    protocol = Flow.ABSENT;
    count = 1;
  }

  /**
   * Reads the value of one field.
   *
   * @return false where it is none of such a record, and nothing was read
   */
  boolean field(String name, JsonParser p) throws IOException {
    boolean object = p.currentToken() == JsonToken.START_OBJECT;
    switch (name) {
      case "disposition" -> disposition = JsonValues.text(p).toLowerCase(Locale.ROOT);
      case "count" -> count = Math.max(1, JsonValues.number(p, 1));
      case "timestamp" -> {
        hasTime = true;
        time = JsonValues.time(p);
      }
      case "connection", "src", "dest", "resource" -> {
        if (!object) {
          return false;
        }
        part(name, p);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void part(String name, JsonParser p) throws IOException {
    switch (name) {
      case "connection" -> connection(p);
      case "resource" -> resource(p);
      default -> end(p, name.equals("src") ? source : destination);
    }
  }

  private void connection(JsonParser p) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "src_ip" -> source.address(p);
        case "dest_ip" -> destination.address(p);
        case "src_port" -> source.port(p);
        case "dest_port" -> destination.port(p);
        case "protocol" -> protocol = ProtocolWords.protocol(p);
        case "direction" -> direction = JsonValues.text(p).toLowerCase(Locale.ROOT);
        default -> p.skipChildren();
      }
    }
  }

  private static void end(JsonParser p, End end) throws IOException {
    String otherNamespace = "";
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "pod_name" -> end.pod = JsonValues.text(p);
        case "pod_namespace" -> end.namespace = JsonValues.text(p);
        case "namespace" -> otherNamespace = JsonValues.text(p);
        case "workload_kind" -> end.workloadKind = JsonValues.text(p);
        case "workload_name" -> end.workloadName = JsonValues.text(p);
        case "node_name" -> end.node = JsonValues.text(p);
        default -> p.skipChildren();
      }
    }
    end.namespace = end.namespace.isEmpty() ? otherNamespace : end.namespace;
  }

  /** What the entry says of where it comes from. */
  private void resource(JsonParser p) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("labels") && p.currentToken() == JsonToken.START_OBJECT) {
        resourceLabels(p);
      } else {
        p.skipChildren();
      }
    }
  }

  private void resourceLabels(JsonParser p) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "cluster_name" -> cluster = JsonValues.text(p);
        case "node_name" -> resourceNode = JsonValues.text(p);
        default -> p.skipChildren();
      }
    }
  }
}

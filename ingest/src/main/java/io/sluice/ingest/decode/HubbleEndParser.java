package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.Endpoint.Identity;
import java.io.IOException;

/** Reads one end of a Hubble flow: who it is, as its pod, workload and labels say. */
final class HubbleEndParser {
  private static final String NAMESPACE_LABEL = "io.kubernetes.pod.namespace";
  private static final String SYNTHETIC = "io.cilium.k8s.";

  private HubbleEndParser() {}

  /** Reads an endpoint object; the parser stands at its start and is left at its end. */
  static void end(JsonParser p, HubbleRecord.End end) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "identity" -> end.identity = JsonValues.number(p, 0);
        case "namespace" -> end.namespace = JsonValues.text(p);
        case "pod_name", "podName" -> end.pod = JsonValues.text(p);
        case "cluster_name", "clusterName" -> end.cluster = JsonValues.text(p);
        case "labels" -> labels(p, end);
        case "workloads" -> workloads(p, end);
        default -> p.skipChildren();
      }
    }
  }

  static void labels(JsonParser p, HubbleRecord.End end) throws IOException {
    end.labels.clear();
    if (p.currentToken() != JsonToken.START_ARRAY) {
      p.skipChildren();
      return;
    }
    while (p.nextToken() != JsonToken.END_ARRAY) {
      String label = JsonValues.text(p);
      if (!label.isEmpty()) {
        label(label, end);
      }
    }
  }

  /**
   * Keeps a label of the pod itself. {@code source:key=value}, where the source is {@code k8s} for
   * a pod's labels; a colon behind the equals sign belongs to the value.
   */
  private static void label(String label, HubbleRecord.End end) {
    int equals = label.indexOf('=');
    int colon = label.indexOf(':');
    boolean hasSource = colon >= 0 && (equals < 0 || colon < equals);
    String own = hasSource ? label.substring(colon + 1) : label;
    if (hasSource && label.startsWith("reserved:")) {
      end.labelIdentity = stronger(end.labelIdentity, HubbleIdentities.ofLabel(own));
      return;
    }
    if (hasSource && !label.startsWith("k8s:")) {
      return;
    }
    if (own.startsWith(NAMESPACE_LABEL + "=")) {
      end.labelNamespace = own.substring(NAMESPACE_LABEL.length() + 1);
    } else if (!own.startsWith(SYNTHETIC)) {
      end.labels.add(own.indexOf('=') < 0 ? own + "=" : own);
    }
  }

  private static Identity stronger(Identity a, Identity b) {
    return HubbleIdentities.rank(a) <= HubbleIdentities.rank(b) ? a : b;
  }

  static void workloads(JsonParser p, HubbleRecord.End end) throws IOException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      p.skipChildren();
      return;
    }
    boolean first = true;
    while (p.nextToken() != JsonToken.END_ARRAY) {
      if (first && p.currentToken() == JsonToken.START_OBJECT) {
        workload(p, end);
        first = false;
      } else {
        p.skipChildren();
      }
    }
  }

  private static void workload(JsonParser p, HubbleRecord.End end) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "kind" -> end.workloadKind = JsonValues.text(p);
        case "name" -> end.workloadName = JsonValues.text(p);
        default -> p.skipChildren();
      }
    }
  }
}

package io.sluice.bench.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The ends of Hubble lines: of a pod, as its own node writes it (with id and workload) and as
 * others do, and of what is outside.
 */
final class HubbleEnds {
  private static final byte[] OUTSIDE =
      "{\"identity\":2,\"labels\":[\"reserved:world\"]}".getBytes(StandardCharsets.US_ASCII);

  private final List<byte[][]> known = new ArrayList<>();

  byte[] of(App app, Replica pod, boolean local) {
    while (known.size() <= pod.serial()) {
      known.add(new byte[2][]);
    }
    byte[][] forms = known.get(pod.serial());
    int form = local ? 1 : 0;
    if (forms[form] == null) {
      forms[form] = text(app, pod, local);
    }
    return forms[form];
  }

  byte[] outside() {
    return OUTSIDE;
  }

  private static byte[] text(App app, Replica pod, boolean local) {
    Bytes text = new Bytes().put('{');
    if (local) {
      text.put("\"ID\":").put(100 + pod.serial() % 4000).put(',');
    }
    text.put("\"identity\":").put(10_000 + app.number());
    text.put(",\"cluster_name\":\"default\",\"namespace\":\"").put(app.namespace());
    text.put("\",\"labels\":[\"k8s:app=").put(app.name());
    label(text, "app.kubernetes.io/component=" + app.tier());
    label(text, "app.kubernetes.io/part-of=" + app.namespace());
    String prefix = "io.cilium.k8s.namespace.labels.";
    label(text, prefix + "kubernetes.io/metadata.name=" + app.namespace());
    label(text, prefix + "team=" + app.namespace());
    label(text, "io.cilium.k8s.policy.cluster=default");
    label(text, "io.cilium.k8s.policy.serviceaccount=" + app.name());
    label(text, "io.kubernetes.pod.namespace=" + app.namespace());
    if (app.deployment()) {
      label(text, "tier=" + app.tier());
    }
    text.put("\"],\"pod_name\":\"").put(pod.name()).put('"');
    if (local) {
      text.put(",\"workloads\":[{\"name\":\"").put(app.name());
      text.put("\",\"kind\":\"").put(app.kind()).put("\"}]");
    }
    return text.put('}').toArray();
  }

  private static void label(Bytes text, String label) {
    text.put("\",\"k8s:").put(label);
  }
}

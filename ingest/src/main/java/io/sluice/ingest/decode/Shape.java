package io.sluice.ingest.decode;

import io.sluice.ingest.LogFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a JSON object that tell formats apart, and the verdict on them.
 *
 * <p>Formats that Sluice reads are recognised by their decoders; what is told of them here counts
 * only where no record came about.
 */
final class Shape {
  private static final List<String> KEYS =
      List.of(
          "SourceNamespace",
          "DestinationNamespace",
          "Layer4",
          "Verdict",
          "source_name_aggr",
          "dest_name_aggr",
          "sourceLabels",
          "destLabels",
          "reporter",
          "Key",
          "key",
          "source_name",
          "dest_name",
          "SrcAddr",
          "DstAddr",
          "TimeFlowStartMs",
          "TimeFlowStart",
          "streams",
          "stream",
          "values",
          "resultType",
          "connection",
          "disposition",
          "rule_details",
          "jsonPayload",
          "messageType",
          "logEvents",
          "src_addr",
          "time_received_ns",
          "sampler_address",
          "ip_src",
          "ip_proto",
          "local_pod_namespace",
          "remote_kind",
          "apiVersion",
          "kind",
          "metadata",
          "spec",
          "status",
          "type",
          "object",
          "sourcePodNamespace",
          "flowStartSeconds",
          "start_time",
          "src_instance",
          "dest_instance",
          "bytes_sent",
          "bytes_received");

  private static final Map<String, Long> BITS = bits();

  private long seen;

  void clear() {
    seen = 0;
  }

  void note(String key) {
    Long bit = BITS.get(key);
    if (bit != null) {
      seen |= bit;
    }
  }

  /** What the keys seen so far say; UNKNOWN where they say nothing. */
  LogFormat format() {
    if (has("Verdict") && any("SourceNamespace", "DestinationNamespace", "Layer4")) {
      return LogFormat.CONTAINER_NETWORK_LOGS;
    }
    if (any("source_name_aggr", "dest_name_aggr")) {
      return LogFormat.CALICO;
    }
    if ((any("sourceLabels", "destLabels", "source_name", "dest_name") && has("reporter"))
        || (any("Key", "key") && any("sourceLabels", "start_time"))) {
      return LogFormat.GOLDMANE;
    }
    if (any("SrcAddr", "DstAddr") && any("TimeFlowStartMs", "TimeFlowStart")) {
      return LogFormat.NETOBSERV;
    }
    if (any("streams", "resultType") || (has("stream") && has("values"))) {
      return LogFormat.LOKI;
    }
    if (has("connection")) {
      return ofConnection();
    }
    if (has("messageType") && has("logEvents")) {
      return LogFormat.CLOUDWATCH;
    }
    if (has("src_addr") && any("time_received_ns", "sampler_address")) {
      return LogFormat.GOFLOW2;
    }
    if (has("ip_src") && has("ip_proto")) {
      return LogFormat.PMACCT;
    }
    if (has("local_pod_namespace") && has("remote_kind")) {
      return LogFormat.INSPEKTOR_GADGET;
    }
    if (has("sourcePodNamespace") && has("flowStartSeconds")) {
      return LogFormat.ANTREA;
    }
    boolean object = has("kind") && has("apiVersion");
    boolean item = has("metadata") && any("spec", "status");
    boolean watched = has("type") && has("object");
    return object || item || watched ? LogFormat.CLUSTER_OBJECTS : LogFormat.UNKNOWN;
  }

  private LogFormat ofConnection() {
    if (any("reporter", "src_instance", "dest_instance", "bytes_sent", "start_time")) {
      return LogFormat.GCP_VPC;
    }
    return has("disposition") && !has("rule_details") ? LogFormat.GKE_POLICY : LogFormat.UNKNOWN;
  }

  private boolean has(String key) {
    return (seen & BITS.getOrDefault(key, 0L)) != 0;
  }

  private boolean any(String... keys) {
    for (String key : keys) {
      if (has(key)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Long> bits() {
    Map<String, Long> bits = new HashMap<>();
    for (String key : KEYS) {
      bits.put(key, 1L << bits.size());
    }
    return Map.copyOf(bits);
  }
}

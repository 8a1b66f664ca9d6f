package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.Decoding.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows of Log Analytics say what the same flow says as a line of Hubble. */
final class ContainerNetworkLogsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int FLOWS = 3_000;

  private final Random random;
  private final long seed = new Random().nextLong();

  ContainerNetworkLogsTest() {
    random = new Random(seed);
  }

  private String any(String... words) {
    return words[random.nextInt(words.length)];
  }

  private ObjectNode end() {
    ObjectNode end = JSON.createObjectNode();
    end.put("identity", random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 30_000);
    end.put("cluster_name", "prod");
    if (random.nextInt(4) > 0) {
      end.put("namespace", any("shop", "data"));
      end.put("pod_name", any("web-0", "db-1", ""));
      end.putArray("labels").add("k8s:app=web").add("k8s:io.kubernetes.pod.namespace=shop");
      end.putArray("workloads").addObject().put("name", "web").put("kind", "StatefulSet");
    }
    return end;
  }

  /** A flow as Hubble says it, with what the table keeps of it. */
  private ObjectNode flow() {
    ObjectNode flow = JSON.createObjectNode();
    flow.put("time", "2026-03-02T10:00:" + (10 + random.nextInt(50)) + ".123456789Z");
    flow.put("verdict", any("FORWARDED", "DROPPED", "AUDIT", "REDIRECTED", "ERROR"));
    flow.put("drop_reason_desc", any("", "POLICY_DENIED", "STALE_OR_UNROUTABLE_IP"));
    flow.putObject("IP")
        .put("source", any("10.244.1.13", "203.0.113.7", ""))
        .put("destination", any("10.244.2.17", "2001:db8::7"))
        .put("ipVersion", any("IPv4", "IPv6"));
    ObjectNode header = flow.putObject("l4").putObject(any("TCP", "UDP", "SCTP"));
    header.put("source_port", random.nextInt(65_536)).put("destination_port", any("80", "443"));
    header.putObject("flags").put("SYN", random.nextBoolean()).put("ACK", random.nextBoolean());
    flow.set("source", end());
    flow.set("destination", end());
    flow.put("Type", any("L3_L4", "L7"));
    flow.put("node_name", "prod/aks-nodepool1-0");
    flow.put("is_reply", random.nextBoolean());
    flow.put("traffic_direction", any("INGRESS", "EGRESS"));
    if (random.nextInt(3) == 0) {
      flow.putObject("aggregate")
          .put("ingress_flow_count", random.nextInt(3))
          .put("egress_flow_count", 1 + random.nextInt(3));
    }
    return flow;
  }

  /** The same in columns, those of JSON as they are or as texts. */
  private ObjectNode row(ObjectNode flow) {
    boolean texts = random.nextBoolean();
    ObjectNode row = JSON.createObjectNode();
    row.put("TenantId", "00000000-0000-0000-0000-000000000000");
    row.set("TimeGenerated", flow.get("time"));
    row.set("Verdict", flow.get("verdict"));
    row.set("DropReason", flow.get("drop_reason_desc"));
    row.set("FlowType", flow.get("Type"));
    row.put("NodeName", "aks-nodepool1-0");
    row.set("TrafficDirection", flow.get("traffic_direction"));
    JsonNode reply = flow.get("is_reply");
    row.set("Reply", texts ? row.textNode(reply.asBoolean() ? "True" : "False") : reply);
    row.set("IP", cell(flow.get("IP"), texts));
    row.set("Layer4", cell(flow.get("l4"), texts));
    ObjectNode more = JSON.createObjectNode();
    for (String side : List.of("source", "destination")) {
      String name = side.equals("source") ? "Source" : "Destination";
      JsonNode end = flow.get(side);
      row.put(name + "Namespace", end.path("namespace").asText());
      row.put(name + "PodName", end.path("pod_name").asText());
      row.put(name + "ClusterName", end.path("cluster_name").asText());
      row.set(name + "Identity", cell(end.path("identity"), texts));
      row.set(name + "Workloads", cell(end.path("workloads"), texts));
      more.set(name + "Labels", cell(end.path("labels"), texts && random.nextBoolean()));
    }
    row.set("AdditionalFlowData", cell(more, texts));
    row.set("IngressFlowCount", cell(flow.at("/aggregate/ingress_flow_count"), texts));
    row.set("EgressFlowCount", cell(flow.at("/aggregate/egress_flow_count"), texts));
    row.put("Type", "ContainerNetworkLogs");
    return row;
  }

  private static JsonNode cell(JsonNode value, boolean text) {
    JsonNode given = value.isMissingNode() ? JSON.nullNode() : value;
    return text ? JSON.getNodeFactory().textNode(given.isNull() ? "" : given.toString()) : given;
  }

  private void assertTheSame(List<ObjectNode> flows, String rows) {
    StringBuilder lines = new StringBuilder();
    flows.forEach(flow -> lines.append("{\"flow\":").append(flow).append("}\n"));
    Decoding expected = Decoding.of(lines.toString());

    Decoding found = Decoding.of(rows);

    for (int i = 0; i < Math.min(found.flows().size(), expected.flows().size()); i++) {
      assertThat(found.flows().get(i)).as("seed %d", seed).isEqualTo(expected.flows().get(i));
    }
    assertThat(found.flows()).as("seed %d", seed).hasSameSizeAs(expected.flows());
    assertThat(found.account().skippedByReason())
        .as("seed %d", seed)
        .isEqualTo(expected.account().skippedByReason());
    assertThat(found.format()).isEqualTo(LogFormat.CONTAINER_NETWORK_LOGS);
  }

  private List<ObjectNode> flows(int count) {
    List<ObjectNode> flows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      flows.add(flow());
    }
    return flows;
  }

  @Test
  void linesAsDataExportWritesThem() {
    List<ObjectNode> flows = flows(FLOWS);
    StringBuilder rows = new StringBuilder();
    flows.forEach(flow -> rows.append(row(flow)).append('\n'));

    assertTheSame(flows, rows.toString());
  }

  @Test
  void theArrayThatAQueryReturns() {
    List<ObjectNode> flows = flows(200);
    ArrayNode rows = JSON.createArrayNode();
    flows.forEach(flow -> rows.add(row(flow)));

    assertTheSame(flows, rows.toPrettyString());
  }

  @Test
  void theEnvelopeOfAnEventHub() {
    List<ObjectNode> flows = flows(50);
    ObjectNode envelope = JSON.createObjectNode();
    ArrayNode rows = envelope.putArray("records");
    flows.forEach(flow -> rows.add(row(flow)));

    assertTheSame(flows, envelope.toString());
  }

  @Test
  void aRowWhoseColumnsHoldNoJsonIsMalformedAndStopsNothing() {
    ObjectNode good = flow();
    good.put("verdict", "FORWARDED").put("Type", "L3_L4");
    String bad = row(good).put("Layer4", "TCP").toString();
    String broken = row(good).put("IP", "{\"source\":").toString();

    Decoding found = Decoding.of(bad + "\n" + broken + "\n" + row(good) + "\n");

    assertThat(found.account().skippedByReason()).containsEntry(Outcome.MALFORMED, 2L);
    assertThat(found.flows()).hasSize(1);
  }

  @Test
  void aRowSaysWhoTalkedToWhom() {
    ObjectNode flow = flow();
    flow.put("verdict", "FORWARDED").put("Type", "L3_L4").put("is_reply", false);
    flow.set("source", end().put("namespace", "shop").put("pod_name", "web-0"));
    flow.remove("aggregate");

    Seen seen = Decoding.of(row(flow).toString()).flow();

    assertThat(seen.source().pod()).isEqualTo("web-0");
    assertThat(seen.verdict()).isEqualTo(ObservedVerdict.FORWARDED);
    assertThat(seen.orientation()).isEqualTo(Orientation.CLIENT_TO_SERVER);
    assertThat(seen.observer().orElseThrow().cluster()).isEqualTo("prod");
    assertThat(seen.observer().orElseThrow().node()).isEqualTo("aks-nodepool1-0");
  }
}

package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the Log Analytics table {@code ContainerNetworkLogs} as its JSON says it: a Hubble
 * flow of ACNS in columns. Its parts go into a {@link HubbleRecord}, which holds it from {@link
 * #finish} on. Columns that hold JSON may hold it as a text, as queries return it. See <a
 * href="https://learn.microsoft.com/azure/azure-monitor/reference/tables/containernetworklogs">the
 * table</a>.
 *
 * <pre>{"TimeGenerated":"2026-03-02T10:00:00Z","Verdict":"FORWARDED","Reply":false,
 *  "TrafficDirection":"EGRESS","SourceNamespace":"shop","SourcePodName":"web-0",
 *  "SourceWorkloads":[{"name":"web","kind":"StatefulSet"}],"DestinationNamespace":"shop",…,
 *  "IP":{"source":"10.244.1.13","destination":"10.244.2.17"},
 *  "Layer4":{"TCP":{"source_port":41234,"destination_port":8080}},
 *  "IngressFlowCount":0,"EgressFlowCount":3,"NodeName":"aks-nodepool1-0",…}</pre>
 */
final class NetworkLogRow {
  /** Reads a value at which a parser stands. */
  private interface Reading {
    void read(JsonParser p) throws IOException;
  }

  private long time = Timestamps.NONE;
  private int flowType;
  private String nodeName = "";
  private boolean bad;

  void clear() {
    time = Timestamps.NONE;
    flowType = 0;
    nodeName = "";
    bad = false;
  }

  /** Whether a column that should hold JSON holds something else. */
  boolean isBad() {
    return bad;
  }

  /** Says what only counts once the object is known to be such a row. */
  void finish(HubbleRecord flow) {
    flow.tableRow = true;
    flow.wrapped = true;
    flow.type = flowType;
    flow.outerNodeName = nodeName;
    String cluster =
        (flow.direction == HubbleRecord.INGRESS ? flow.destination : flow.source).end.cluster;
    if (!nodeName.isEmpty() && !cluster.isEmpty() && nodeName.indexOf('/') < 0) {
      flow.outerNodeName =
          cluster + "/" + nodeName; // the agent leaves out what Hubble puts before it
    }
    if (time != Timestamps.NONE) {
      flow.time = time;
      flow.hasTime = true;
    }
    flow.aggregated = flow.ingressCount + flow.egressCount + flow.unknownDirectionCount > 0;
  }

  /**
   * Reads the value of one column.
   *
   * @return false where it is none of such a row, and nothing was read
   */
  boolean field(String name, JsonParser p, HubbleRecord flow) throws IOException {
    if (name.startsWith("Source")) {
      return end(name.substring("Source".length()), p, flow.source.end);
    }
    if (name.startsWith("Destination")) {
      return end(name.substring("Destination".length()), p, flow.destination.end);
    }
    switch (name) {
      case "TimeGenerated" -> time = JsonValues.time(p);
      case "NodeName" -> nodeName = NamedEnd.word(p);
      case "FlowType" -> flowType = HubbleEnums.flowType(NamedEnd.word(p));
      case "Verdict" -> {
        flow.hasVerdict = true;
        flow.verdict = HubbleEnums.verdict(NamedEnd.word(p).toUpperCase(Locale.ROOT));
      }
      case "Reply" -> flow.isReply = truth(p);
      case "TrafficDirection" ->
          flow.direction = HubbleEnums.direction(JsonValues.text(p).toUpperCase(Locale.ROOT));
      case "DropReason" -> flow.dropReason = HubbleEnums.dropReason(NamedEnd.word(p));
      case "IngressFlowCount" -> flow.ingressCount = JsonValues.number(p, 0);
      case "EgressFlowCount" -> flow.egressCount = JsonValues.number(p, 0);
      case "UnknownDirectionFlowCount" -> flow.unknownDirectionCount = JsonValues.number(p, 0);
      case "IP" -> {
        if (p.currentToken() == JsonToken.START_OBJECT) {
          return false; // a Hubble flow has it too, and it is read alike
        }
        json(p, JsonToken.START_OBJECT, inner -> HubbleParser.addresses(inner, flow));
      }
      case "Layer4" -> json(p, JsonToken.START_OBJECT, inner -> HubbleParser.layer4(inner, flow));
      case "Layer7" -> json(p, JsonToken.START_OBJECT, inner -> HubbleParser.layer7(inner, flow));
      case "AdditionalFlowData" -> json(p, JsonToken.START_OBJECT, inner -> more(inner, flow));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean end(String name, JsonParser p, HubbleRecord.End end) throws IOException {
    switch (name) {
      case "Namespace" -> end.namespace = NamedEnd.word(p);
      case "PodName" -> end.pod = NamedEnd.word(p);
      case "ClusterName" -> end.cluster = NamedEnd.word(p);
      case "Identity" -> end.identity = JsonValues.number(p, 0);
      case "Workloads" ->
          json(p, JsonToken.START_ARRAY, inner -> HubbleEndParser.workloads(inner, end));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void more(JsonParser p, HubbleRecord flow) throws IOException {
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "SourceLabels" -> labels(p, flow.source.end);
        case "DestinationLabels" -> labels(p, flow.destination.end);
        default -> p.skipChildren();
      }
    }
  }

  private void labels(JsonParser p, HubbleRecord.End end) throws IOException {
    json(p, JsonToken.START_ARRAY, inner -> HubbleEndParser.labels(inner, end));
  }

  /** Reads JSON that stands there as it is or in a text; nothing, where the column is empty. */
  private void json(JsonParser p, JsonToken expected, Reading reading) throws IOException {
    if (p.currentToken() == expected) {
      reading.read(p);
      return;
    }
    String text = NamedEnd.word(p).strip();
    if (text.isEmpty()) {
      return;
    }
    try (JsonParser inner = JsonValues.parser(text)) {
      if (inner.nextToken() == expected) {
        reading.read(inner);
      } else {
        bad |= inner.currentToken() != JsonToken.VALUE_NULL;
      }
    } catch (JsonProcessingException e) {
      bad = true;
    }
  }

  /** A truth value, which queries may return as a text; null where the column is empty. */
  private static @Nullable Boolean truth(JsonParser p) throws IOException {
    return switch (p.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> {
        String text = JsonValues.text(p);
        yield text.isEmpty() ? null : Boolean.valueOf(text.equalsIgnoreCase("true"));
      }
    };
  }
}

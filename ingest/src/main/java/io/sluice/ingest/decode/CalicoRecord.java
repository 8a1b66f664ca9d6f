package io.sluice.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.ingest.Flow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of a flow log of Calico Enterprise or Cloud as its JSON says it: what one reporter saw
 * of one or many flows in a window. See <a
 * href="https://docs.tigera.io/calico-enterprise/latest/observability/elastic/flow/datatypes">Flow
 * log data types</a>.
 *
 * <pre>{"start_time":1793613600,"end_time":1793613900,"source_ip":null,"source_name":"-",
 *  "source_name_aggr":"cart-6d8f7c9b5d-*","source_namespace":"shop","source_port":null,
 *  "source_type":"wep","source_labels":{"labels":["app=cart","pod-template-hash=6d8f7c9b5d"]},
 *  "dest_ip":"203.0.113.7","dest_name":"-","dest_name_aggr":"pub","dest_namespace":"-",
 *  "dest_port":443,"dest_type":"net","proto":"tcp","action":"allow","reporter":"src",
 *  "bytes_in":388,"bytes_out":1113,"packets_in":6,"packets_out":5,"num_flows":2,
 *  "num_flows_started":2,"num_flows_completed":1,"host":"node-1",…}</pre>
 */
final class CalicoRecord {
  /** Nothing was said of a counter. */
  static final long NOT_COUNTED = -1;

  /** An end: a pod, a host, a set of networks, or a network. */
  static final class End extends NamedEnd {
    String type = "";

    /** The pod's name up to its random ending, which is a star then. */
    String aggregate = "";

    final List<String> labels = new ArrayList<>();

    @Override
    void clear() {
      super.clear();
      type = "";
      aggregate = "";
      labels.clear();
    }
  }

  final End source = new End();
  final End destination = new End();

  /** Milliseconds, or {@link Timestamps#NONE}. */
  long start = Timestamps.NONE;

  long end = Timestamps.NONE;
  String action = "";
  String reporter = "";
  String host = "";
  int protocol = Flow.ABSENT;
  long flows = NOT_COUNTED;
  long started = NOT_COUNTED;
  long bytesIn = NOT_COUNTED;
  long bytesOut = NOT_COUNTED;
  long packetsIn = NOT_COUNTED;
  long packetsOut = NOT_COUNTED;

  void clear() {
    source.clear();
    destination.clear();
    start = Timestamps.NONE;
    end = Timestamps.NONE;
    action = "";
    reporter = "";
    host = "";
    protocol = Flow.ABSENT;
    flows = NOT_COUNTED;
    started = NOT_COUNTED;
    bytesIn = NOT_COUNTED;
    bytesOut = NOT_COUNTED;
    packetsIn = NOT_COUNTED;
    packetsOut = NOT_COUNTED;
  }

  /** Whether that is the reporter, or one of several. */
  boolean reports(String word) {
    return reporter.equals(word) || List.of(reporter.split("[, ]+")).contains(word);
  }

  /**
   * Reads the value of one field.
   *
   * @return false where it is none of such a record, and nothing was read
   */
  boolean field(String name, JsonParser p) throws IOException {
    if (name.startsWith("source_")) {
      return end(name.substring("source_".length()), p, source);
    }
    if (name.startsWith("dest_")) {
      return end(name.substring("dest_".length()), p, destination);
    }
    switch (name) {
      case "start_time", "startTime" -> start = JsonValues.time(p);
      case "end_time", "endTime" -> end = JsonValues.time(p);
      case "action" -> action = JsonValues.text(p).toLowerCase(Locale.ROOT);
      case "reporter" -> reporter = JsonValues.text(p).toLowerCase(Locale.ROOT);
      case "host" -> host = NamedEnd.word(p);
      case "proto" -> protocol = ProtocolWords.protocol(p);
      case "num_flows" -> flows = JsonValues.number(p, NOT_COUNTED);
      case "num_flows_started" -> started = JsonValues.number(p, NOT_COUNTED);
      case "bytes_in" -> bytesIn = JsonValues.number(p, NOT_COUNTED);
      case "bytes_out" -> bytesOut = JsonValues.number(p, NOT_COUNTED);
      case "packets_in" -> packetsIn = JsonValues.number(p, NOT_COUNTED);
      case "packets_out" -> packetsOut = JsonValues.number(p, NOT_COUNTED);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean end(String name, JsonParser p, End end) throws IOException {
    switch (name) {
      case "ip" -> end.address(p);
      case "port" -> end.port(p);
      case "name" -> end.pod = NamedEnd.word(p);
      case "name_aggr" -> end.aggregate = NamedEnd.word(p);
      case "namespace" -> end.namespace = NamedEnd.word(p);
      case "type" -> end.type = JsonValues.text(p).toLowerCase(Locale.ROOT);
      case "labels" -> labels(p, end.labels);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code {"labels": ["key=value"]}}, or the array itself. */
  private static void labels(JsonParser p, List<String> labels) throws IOException {
    if (p.currentToken() == JsonToken.START_ARRAY) {
      while (p.nextToken() != JsonToken.END_ARRAY) {
        String label = JsonValues.text(p);
        if (label.indexOf('=') > 0) {
          labels.add(label);
        }
      }
      return;
    }
    if (p.currentToken() != JsonToken.START_OBJECT) {
      p.skipChildren();
      return;
    }
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (name.equals("labels") && p.currentToken() == JsonToken.START_ARRAY) {
        labels(p, labels);
      } else {
        p.skipChildren();
      }
    }
  }
}

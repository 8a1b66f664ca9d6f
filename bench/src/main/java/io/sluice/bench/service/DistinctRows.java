package io.sluice.bench.service;

import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.ClusterReader;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.FlowBatchWriter;
import io.sluice.ingest.batch.LogBatches;
import io.sluice.ingest.decode.LogDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A log in which every connection is another edge: of one of 500 workloads, with two pods each, to
 * another, on as many ports as it takes. In each hour all of them are made once, and both ends'
 * nodes tell, as Hubble's do.
 */
final class DistinctRows {
  private static final int WORKLOADS = 500;
  private static final int REPLICAS = 2;
  private static final int CHUNK = 1_000;
  private static final Instant BEGIN = Instant.parse("2026-11-03T00:00:00Z");

  private final int rows;
  private final LogDecoder decoder;
  private final FlowBatchWriter writer;

  DistinctRows(int rows) {
    this.rows = rows;
    EndpointDictionary endpoints = new EndpointDictionary();
    ObserverDictionary observers = new ObserverDictionary();
    this.decoder = new LogDecoder(endpoints, observers, Optional.empty());
    this.writer = new FlowBatchWriter(endpoints, observers, BatchLimits.DEFAULTS, "");
  }

  /** The pods, as a snapshot has them. */
  static List<ClusterObject> cluster(Path folder) throws IOException {
    StringBuilder text = new StringBuilder("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[");
    for (int app = 0; app < WORKLOADS; app++) {
      for (int replica = 0; replica < REPLICAS; replica++) {
        text.append(app + replica == 0 ? "" : ",").append(pod(app, replica));
      }
    }
    Path file = Files.writeString(folder.resolve("cluster.json"), text.append("]}"));
    return ClusterReader.read("", file, OptionalLong.of(BEGIN.toEpochMilli())).objects();
  }

  private static String pod(int app, int replica) {
    return form(
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\","
            + "\"creationTimestamp\":\"2026-11-01T00:00:00Z\",\"labels\":{\"app\":\"app-%d\"},"
            + "\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"StatefulSet\","
            + "\"name\":\"app-%d\",\"controller\":true}]},\"spec\":{\"nodeName\":\"node-%d\"},"
            + "\"status\":{\"phase\":\"Running\",\"podIP\":\"%s\","
            + "\"startTime\":\"2026-11-01T00:00:00Z\"}}",
        name(app, replica), namespace(app), app, app, app % 20, address(app, replica));
  }

  private static String name(int app, int replica) {
    return "app-" + app + "-" + replica;
  }

  private static String namespace(int app) {
    return "team-" + app % 25;
  }

  private static String address(int app, int replica) {
    return "10.1." + app / 100 + "." + (app % 100 * REPLICAS + replica + 1);
  }

  /** The batches of one hour, which are a log of their own. */
  void hour(int hour, Consumer<byte[]> batches) throws IOException {
    List<InputStream> chunks =
        new AbstractList<>() {
          @Override
          public InputStream get(int chunk) {
            return lines(hour, chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK));
          }

          @Override
          public int size() {
            return (rows + CHUNK - 1) / CHUNK;
          }
        };
    LogBatches sink = new LogBatches(writer, batch -> batches.accept(batch.value()));
    decoder.decode("hour-" + hour, new SequenceInputStream(Collections.enumeration(chunks)), sink);
  }

  private static InputStream lines(int hour, int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, to)
        .forEach(row -> text.append(line(hour, row, "EGRESS")).append(line(hour, row, "INGRESS")));
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(int hour, int row, String direction) {
    int client = row % WORKLOADS;
    int server = (client + 1 + row / WORKLOADS % (WORKLOADS - 1)) % WORKLOADS;
    int port = 8_080 + row / (WORKLOADS * (WORKLOADS - 1));
    int replica = hour % REPLICAS;
    Instant time = BEGIN.plusSeconds(3_600L * hour + row % 3_600);
    return form(
        "{\"flow\":{\"time\":\"%s\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"%s\","
            + "\"destination\":\"%s\",\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"source_port\":%d,"
            + "\"destination_port\":%d,\"flags\":{\"SYN\":true}}},\"source\":%s,\"destination\":%s,"
            + "\"Type\":\"L3_L4\",\"is_reply\":false,\"traffic_direction\":\"%s\"},"
            + "\"node_name\":\"node-%d\",\"time\":\"%s\"}%n",
        time,
        address(client, replica),
        address(server, replica),
        32_768 + row % 20_000,
        port,
        end(client, replica),
        end(server, replica),
        direction,
        (direction.equals("EGRESS") ? client : server) % 20,
        time);
  }

  private static String end(int app, int replica) {
    return form(
        "{\"namespace\":\"%s\",\"pod_name\":\"%s\",\"labels\":[\"k8s:app=app-%d\"]}",
        namespace(app), name(app, replica), app);
  }

  private static String form(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}

package io.sluice.recommender.stream;

import io.sluice.ingest.batch.BatchLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log of Hubble that a test writes line by line. */
public final class HubbleLog {
  private static final String FLOW =
      """
      {"flow":{"time":"TIME","verdict":"FORWARDED",\
      "IP":{"source":"10.244.0.9","destination":"10.244.0.10","ipVersion":"IPv4"},\
      "l4":{"TCP":{"source_port":40000,"destination_port":PORT,"flags":{"SYN":true}}},\
      "source":{CLUSTER"namespace":"shop","pod_name":"cart-1"},\
      "destination":{CLUSTER"namespace":"shop","pod_name":"stock-1"},\
      "Type":"L3_L4","is_reply":false,"traffic_direction":"EGRESS"},\
      "node_name":"NODE","time":"TIME"}
      """;

  private final Path file;
  private final List<String> lines = new ArrayList<>();

  public HubbleLog(Path file) {
    this.file = file;
  }

  /** One connection to a port. */
  public HubbleLog flow(String cluster, Instant time, int port) {
    lines.add(
        FLOW.replace("TIME", time.toString())
            .replace("PORT", Integer.toString(port))
            .replace("CLUSTER", cluster.isEmpty() ? "" : "\"cluster_name\":\"" + cluster + "\",")
            .replace("NODE", cluster.isEmpty() ? "aks-1" : cluster + "/aks-1"));
    return this;
  }

  /** Its lines, each of which is a record where a topic has one flow per record. */
  public List<byte[]> records() {
    return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** The log in its file. */
  public Path written() {
    try {
      return Files.writeString(file, String.join("", lines));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Its batches, in their order. */
  List<byte[]> batches() {
    return ExampleBatches.mixed(written(), BatchLimits.DEFAULTS, new Random(1));
  }
}

package io.sluice.bench.service;

import io.sluice.bench.endtoend.MadeLogs;
import io.sluice.bench.process.Spread;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.kafka.Batcher;
import io.sluice.ingest.kafka.BatcherPlan;
import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Topics of single records: how many a second the batcher makes flow batches of, and beside it how
 * many a consumer reads that does nothing, with the broker in this process.
 */
public final class SingleRecords {
  private static final int PARTITIONS = 4;
  private static final String TO = "flows";

  /** What a round of the batcher took. */
  private record Round(double perSecond, double cpuMicros) {}

  private SingleRecords() {}

  /** Runs it: {@code SingleRecords [--records N] [--rounds N]}. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    int records = Integer.parseInt(options.getOrDefault("--records", "1000000"));
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "5"));
    try (LocalBroker broker = LocalBroker.start()) {
      broker.topic(TO, PARTITIONS, false);
      List<byte[]> hubble = hubble();
      measure(broker, "hubble", records / 4, place -> hubble.get(place % hubble.size()), rounds);
      Random random = new Random(1);
      measure(broker, "masked", records, place -> masked(place, random), rounds);
    }
    System.exit(0); // the test kit leaves threads behind
  }

  private interface Values {
    byte[] at(int place);
  }

  /** Whole Hubble lines. */
  private static List<byte[]> hubble() throws IOException {
    Path folder = Files.createTempDirectory("sluice-single-");
    MadeLogs.hubble(folder, 1_000, 32L << 20);
    List<byte[]> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      for (Path file : files.sorted().toList()) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
          reader.lines().forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
    return lines;
  }

  /** Hubble lines of which a field mask left addresses, port and verdict. */
  private static byte[] masked(int place, Random random) {
    return String.format(
            Locale.ROOT,
            "{\"flow\":{\"time\":\"%s\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":\"10.244.%d.%d\","
                + "\"destination\":\"10.244.%d.%d\"},\"l4\":{\"TCP\":{\"destination_port\":%d}}}}",
            Instant.ofEpochSecond(1_762_200_000L + place / 1_000),
            random.nextInt(4),
            1 + random.nextInt(250),
            random.nextInt(4),
            1 + random.nextInt(250),
            8_000 + random.nextInt(20))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void measure(
      LocalBroker broker, String topic, int records, Values values, int rounds) throws Exception {
    broker.topic(topic, PARTITIONS, false);
    long bytes = broker.write(topic, records, values::at);
    List<Double> reading = new ArrayList<>();
    List<Round> batching = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long begun = System.nanoTime();
      broker.read(topic);
      reading.add(records / ((System.nanoTime() - begun) / 1e9));
      batching.add(round(broker, topic, "batcher-" + topic + i, records));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d records of %,d bytes%n  reading alone %s thousand/s%n  into batches %s thousand/s,"
            + " %s CPU µs per record%n",
        topic,
        records,
        bytes / records,
        Spread.of(reading, one -> one / 1e3).text(0),
        Spread.of(batching, one -> one.perSecond / 1e3).text(0),
        Spread.of(batching, one -> one.cpuMicros).text(2));
  }

  /** From the first commit to the last, as joining the group takes seconds. */
  private static Round round(LocalBroker broker, String topic, String group, int records)
      throws Exception {
    KafkaClients clients =
        new KafkaClients(new KafkaSettings(Optional.of(broker.servers()), new TreeMap<>(), TO));
    BatcherPlan plan =
        new BatcherPlan(List.of(topic), TO, BatchLimits.DEFAULTS, Duration.ofSeconds(1));
    try (Batcher batcher = Batcher.open(clients, plan, group, "one")) {
      Thread thread = new Thread(batcher::run, group);
      thread.start();
      long first = await(broker, group, topic, 1, thread);
      long begun = System.nanoTime();
      long cpuBefore = cpu(thread);
      await(broker, group, topic, records, thread);
      double seconds = (System.nanoTime() - begun) / 1e9;
      double cpuMicros = (cpu(thread) - cpuBefore) / 1e3;
      batcher.stop();
      thread.join();
      return new Round((records - first) / seconds, cpuMicros / (records - first));
    }
  }

  private static long cpu(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
  }

  private static long await(
      LocalBroker broker, String group, String topic, long offset, Thread thread) throws Exception {
    long committed = 0;
    while (committed < offset) {
      TimeUnit.MILLISECONDS.sleep(10);
      committed = broker.committed(group, topic);
      if (!thread.isAlive()) {
        throw new IOException("the batcher ended at " + committed);
      }
    }
    return committed;
  }
}

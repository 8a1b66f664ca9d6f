package io.sluice.bench.service;

import io.sluice.bench.endtoend.MadeLogs;
import io.sluice.bench.process.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Publishes logs as flow batches, then has a consumer that does nothing and the service read them
 * in turn, with the broker in this process. The service's time is that between its first commit and
 * its last: starting is not in it.
 */
public final class ServiceBenchmark {
  private static final int PARTITIONS = 4;
  private static final double TICKS_PER_SECOND = 100;

  /** What a round of the service took. */
  private record Round(double flowsPerSecond, double cpuMicros, double edgesBytes) {}

  private final Map<String, String> options;
  private final String launcher;
  private final LocalBroker broker;
  private final Path folder;

  private ServiceBenchmark(
      String launcher, Map<String, String> options, LocalBroker broker, Path folder) {
    this.launcher = launcher;
    this.options = options;
    this.broker = broker;
    this.folder = folder;
  }

  /**
   * Runs it: {@code ServiceBenchmark LAUNCHER [--size MB] [--copies N] [--pods N] [--instances N]
   * [--threads N] [--rounds N]}.
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    Path folder = Files.createTempDirectory("sluice-service-");
    try (LocalBroker broker = LocalBroker.start()) {
      new ServiceBenchmark(arguments[0], options, broker, folder).run();
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(ServiceBenchmark::delete);
      }
    }
    System.exit(0); // the test kit leaves threads behind
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int option(String name, int byDefault) {
    return Integer.parseInt(options.getOrDefault(name, String.valueOf(byDefault)));
  }

  private void run() throws Exception {
    long records =
        MadeLogs.hubble(folder, option("--pods", 1_000), (long) option("--size", 256) << 20);
    int copies = option("--copies", 40);
    for (String topic : List.of("inventory", "dead", "announced", "checkpoints")) {
      broker.topic(topic, 1, true);
    }
    broker.topic("flows", PARTITIONS, false);
    Path settings = settings("publish", "none");
    command("publish", "--cluster", folder.resolve("cluster").toString(), "--config", settings);
    Path all = Files.createDirectory(folder.resolve("copies"));
    for (int copy = 0; copy < copies; copy++) {
      Path to = Files.createDirectory(all.resolve("copy-" + copy));
      try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
        for (Path log : logs.toList()) {
          Files.createLink(to.resolve(log.getFileName()), log);
        }
      }
    }
    command("publish", all.toString(), "--config", settings);
    long flows = records * copies;
    say(
        "%,d flows in %,d batches and marks; %d pods",
        flows, broker.end("flows"), option("--pods", 1_000));
    List<Double> reading = new ArrayList<>();
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < option("--rounds", 3); i++) {
      long begun = System.nanoTime();
      long bytes = broker.read("flows");
      reading.add(flows / seconds(System.nanoTime() - begun));
      say("round %d: reading alone %,.0f flows/s (%,d bytes)", i, reading.get(i), bytes);
      rounds.add(round(i, flows));
      Round last = rounds.get(i);
      say(
          "round %d: into edges %,.0f flows/s, %.2f CPU µs per flow, edges %,.0f bytes",
          i, last.flowsPerSecond, last.cpuMicros, last.edgesBytes);
    }
    say("reading alone: %s million flows/s", Spread.of(reading, one -> one / 1e6).text(2));
    say(
        "into edges: %s million flows/s",
        Spread.of(rounds, one -> one.flowsPerSecond / 1e6).text(2));
    say("into edges: %s CPU µs per flow", Spread.of(rounds, one -> one.cpuMicros).text(2));
  }

  private Round round(int number, long flows) throws Exception {
    String group = "bench-" + number;
    broker.topic("edges-" + group, 2, true);
    broker.topic("recommendations-" + group, 1, true);
    broker.topic("findings-" + group, 1, false);
    List<Process> instances = new ArrayList<>();
    try {
      for (int i = 0; i < option("--instances", 1); i++) {
        Path settings = settings(group, "instance-" + number + "-" + i);
        instances.add(
            new ProcessBuilder(launcher, "serve", "--config", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve-" + number + "-" + i + ".log").toFile())
                .start());
      }
      long end = broker.end("flows");
      long first = await(group, 1, instances);
      long begun = System.nanoTime();
      double cpuBefore = cpu(instances);
      await(group, end, instances);
      double seconds = seconds(System.nanoTime() - begun);
      double share = (double) (end - first) / end;
      double cpu = cpu(instances) - cpuBefore;
      long bytes = broker.read("edges-" + group);
      return new Round(flows * share / seconds, cpu * 1e6 / (flows * share), bytes);
    } finally {
      for (Process instance : instances) {
        instance.descendants().forEach(ProcessHandle::destroy);
        instance.destroy();
        instance.waitFor();
      }
    }
  }

  /** Waits until a group has come so far, and gives how far it is. */
  private long await(String group, long offset, List<Process> instances) throws Exception {
    long committed = 0;
    while (committed < offset) {
      TimeUnit.MILLISECONDS.sleep(20);
      committed = broker.committed(group, "flows");
      for (Process instance : instances) {
        if (!instance.isAlive()) {
          throw new IOException("an instance ended: see " + folder);
        }
      }
    }
    return committed;
  }

  private Path settings(String group, String instance) throws IOException {
    return Files.writeString(
        folder.resolve(instance + ".yaml"),
        """
        kafka: {bootstrapServers: "%s", flowBatches: flows}
        serve:
          applicationId: %s
          stateDir: %s
          threads: %d
          http: {port: 0}
          topics: {edges: edges-%s, inventory: inventory, deadLetters: dead, checkpoints: checkpoints,
            recommendations: recommendations-%s, findings: findings-%s, announced: announced}
        """
            .formatted(
                broker.servers(),
                group,
                folder.resolve("state-" + instance),
                option("--threads", 2),
                group,
                group,
                group));
  }

  private void command(Object... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(launcher));
    for (Object word : words) {
      all.add(word.toString());
    }
    Path log = folder.resolve("command.log");
    int exit =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", all) + ":\n" + Files.readString(log));
    }
  }

  /** User and system seconds of processes, which the launcher has replaced itself with. */
  private static double cpu(List<Process> processes) throws IOException {
    double seconds = 0;
    for (Process process : processes) {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      seconds += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }
    return seconds;
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private static void say(String form, Object... values) {
    System.out.printf(Locale.ROOT, form + "%n", values);
  }
}

package io.sluice.recommender.topic;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.kafka.TopicTail;
import io.sluice.recommender.cli.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Instances of the service as processes of their own, with topics that nobody else has. */
final class ServeRun {
  private final Broker broker;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  final String flows;
  final String edges;
  final String inventory;
  final String dead;

  ServeRun(Broker broker, Path folder) throws Exception {
    this.broker = broker;
    this.folder = folder;
    this.flows = broker.topic("flows", 4);
    this.edges = broker.topic("edges", 3, "compact");
    this.inventory = broker.topic("inventory", 1, "compact");
    this.dead = broker.topic("dead", 1);
  }

  /** The settings of an instance. */
  Path settings(String instance) throws IOException {
    return Files.writeString(
        folder.resolve(instance + ".yaml"),
        """
        kafka:
          bootstrapServers: %s
          flowBatches: %s
          properties: {session.timeout.ms: 8000, heartbeat.interval.ms: 1000, max.poll.records: 3}
        serve:
          applicationId: %s
          stateDir: %s
          instanceId: %s
          commitIntervalMs: 200
          topics: {edges: %s, inventory: %s, deadLetters: %s}
        """
            .formatted(
                broker.servers(),
                flows,
                flows,
                folder.resolve("state-" + instance),
                instance,
                edges,
                inventory,
                dead));
  }

  /** The launcher's jar where Maven has made one of these very classes, else the classes. */
  private static String code() {
    String classes = System.getProperty("java.class.path");
    try {
      Path main = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = main.resolveSibling("sluice.jar");
      return Files.exists(jar) ? jar.toString() : classes;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Process start(String instance) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                code(),
                Main.class.getName(),
                "serve",
                "--config",
                settings(instance).toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(instance + ".log").toFile()))
            .start();
    processes.add(process);
    return process;
  }

  String said(String instance) throws IOException {
    return Files.readString(folder.resolve(instance + ".log"));
  }

  /** The edges as a file, once everything was read that there is. */
  byte[] quiescent() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    byte[] before = new byte[0];
    while (System.nanoTime() < deadline) {
      byte[] now = edgeFile();
      boolean done = broker.isDone(flows) && Arrays.equals(now, before);
      if (done) {
        return now;
      }
      before = now;
      TimeUnit.MILLISECONDS.sleep(1_000); // some intervals of commits
    }
    throw new AssertionError("the service is not done within two minutes");
  }

  /** The edges as they are. */
  byte[] edgeFile() throws IOException {
    EdgesTopic topic = new EdgesTopic();
    try (TopicTail tail =
        TopicTail.open(new TopicLocation(edges), KafkaSettings.DEFAULTS.with(broker.env()))) {
      tail.toEnd((key, value) -> topic.take(key, value));
    }
    return EdgeFile.write(topic.table());
  }

  /** Ends all processes at once. */
  void end() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }
}

package io.sluice.recommender.topic;

import io.sluice.analyzer.edge.file.EdgeFile;
import io.sluice.analyzer.stream.EdgesTopic;
import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.kafka.TopicLocation;
import io.sluice.ingest.kafka.TopicTail;
import io.sluice.recommender.blob.Azurite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Instances of the service as processes of their own, with topics that nobody else has. */
final class ServeRun {
  private final Broker broker;
  private final Path folder;
  private final Instances instances;
  final String application;
  final String flows;
  final String edges;
  final String inventory;
  final String dead;
  final String checkpoints;
  final String recommendations;
  final String findings;
  final String announced;

  /** Further settings under {@code serve}, and of the whole. */
  private final Map<String, Object> more = new TreeMap<>();

  private String azure = "";

  ServeRun(Broker broker, Path folder) throws Exception {
    this(
        broker,
        folder,
        broker.topic("flows", 4),
        broker.topic("inventory", 1, "compact"),
        broker.topic("checkpoints", 4, "compact"));
  }

  private ServeRun(Broker broker, Path folder, String flows, String inventory, String checkpoints)
      throws Exception {
    this.broker = broker;
    this.folder = folder;
    this.instances = new Instances(folder);
    this.flows = flows;
    this.edges = broker.topic("edges", 3, "compact");
    this.application = edges;
    this.inventory = inventory;
    this.dead = broker.topic("dead", 1);
    this.checkpoints = checkpoints;
    this.recommendations = broker.topic("recommendations", 2, "compact");
    this.findings = broker.topic("findings", 2);
    this.announced = broker.topic("announced", 1, "compact");
  }

  /** Another application that reads the same, and writes into topics of its own. */
  ServeRun anew() throws Exception {
    return new ServeRun(broker, folder, flows, inventory, checkpoints);
  }

  /** Another setting under {@code serve}, for instances that are started from now on. */
  void set(String key, Object value) {
    more.put(key, value);
  }

  /** Another size of the heap, for instances that are started from now on. */
  void memory(String size) {
    instances.memory(size);
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
          topics:
            {edges: %s, inventory: %s, deadLetters: %s, checkpoints: %s,
             recommendations: %s, findings: %s, announced: %s}
          http: {port: 0}
          answers: {quietSeconds: 1, maxDelaySeconds: 5}
        %s
        %s
        """
            .formatted(
                broker.servers(),
                flows,
                application,
                state(instance),
                instance,
                edges,
                inventory,
                dead,
                checkpoints,
                recommendations,
                findings,
                announced,
                more.entrySet().stream()
                    .map(one -> "  " + one.getKey() + ": " + one.getValue())
                    .collect(Collectors.joining("\n")),
                azure));
  }

  /** Instances follow the blobs of a container from now on. */
  void follow(Azurite server, String container) {
    set(
        "follow",
        "{locations: [azblob://" + container + "], everySeconds: 1, settledAfterSeconds: 20}");
    azure = "azure: {serviceVersion: \"" + Azurite.SERVICE_VERSION + "\"}";
    instances.environment(server.env());
  }

  /** Instances make batches of a topic with one flow per record from now on. */
  void gather(String topic) {
    set("singleRecordTopics", "[" + topic + "]");
  }

  Process start(String instance) throws IOException {
    return instances.start(instance, settings(instance));
  }

  String said(String instance) {
    return instances.said(instance);
  }

  /** What an instance answers at a path. */
  Asked asked(String instance, String path) throws InterruptedException {
    return Asked.of(said(instance), path);
  }

  /** The edges as a file, once everything was read that there is. */
  byte[] quiescent() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    byte[] before = new byte[0];
    int same = 0;
    while (System.nanoTime() < deadline) {
      boolean done =
          broker.isDone(application, List.of(flows, application + "-rows-repartition"))
              && isEmpty("waiting")
              && isEmpty("changed");
      byte[] now = edgeFile();
      same = done && Arrays.equals(now, before) ? same + 1 : 0;
      if (same == 2) {
        return now;
      }
      before = now;
      TimeUnit.MILLISECONDS.sleep(1_000); // some intervals of commits
    }
    throw new AssertionError("the service is not done within two minutes");
  }

  /** Whether nothing stands in a store of any task: batches that wait, rows that changed. */
  private boolean isEmpty(String store) {
    Set<ByteBuffer> kept = new HashSet<>();
    TopicLocation changelog = new TopicLocation(application + "-" + store + "-changelog");
    try (TopicTail tail = TopicTail.open(changelog, KafkaSettings.DEFAULTS.with(broker.env()))) {
      tail.toEnd(
          (key, value) -> {
            ByteBuffer place = ByteBuffer.wrap(Objects.requireNonNull(key));
            boolean unused = value == null ? kept.remove(place) : kept.add(place);
          });
    }
    return kept.isEmpty();
  }

  /** Ends an instance as nobody can prevent. */
  void kill(String instance) throws InterruptedException {
    instances.kill(instance);
  }

  boolean runs(String instance) {
    return instances.runs(instance);
  }

  /** The folder of an instance's stores. */
  Path state(String instance) {
    return folder.resolve("state-" + instance);
  }

  /** Returns once an instance says itself that it works. */
  void isReady(String instance) throws Exception {
    answersProbe(instance, 200);
  }

  /** Returns once an instance says itself that it cannot work. */
  void isNotReady(String instance) throws Exception {
    answersProbe(instance, 503);
  }

  private void answersProbe(String instance, int status) throws Exception {
    Until.holds(
        instance + " answers /readyz with " + status,
        Duration.ofMinutes(2),
        () -> asked(instance, "/readyz").status() == status,
        () -> asked(instance, "/readyz") + "\n" + instances.said());
  }

  /** Returns once there are edges. */
  void hasSomeEdges() throws Exception {
    byte[] none = EdgeFile.write(new EdgesTopic().table());
    Until.holds(
        "the service has some edges",
        Duration.ofSeconds(90),
        () -> instances.anyRuns() && !Arrays.equals(edgeFile(), none),
        instances::said);
  }

  /** Returns once the edges are as expected. */
  void becomes(byte[] expected, String seed) throws Exception {
    Until.holds(
        "the service's edges are the command's",
        Duration.ofMinutes(2),
        () -> instances.anyRuns() && Arrays.equals(edgeFile(), expected),
        () -> seed + "\n" + instances.said());
  }

  /** The edges as they are. */
  byte[] edgeFile() throws IOException {
    return EdgeFile.write(edges().table());
  }

  /** The topic of edges as it is. */
  EdgesTopic edges() throws IOException {
    EdgesTopic topic = new EdgesTopic();
    try (TopicTail tail =
        TopicTail.open(new TopicLocation(edges), KafkaSettings.DEFAULTS.with(broker.env()))) {
      tail.toEnd((key, value) -> topic.take(key, value));
    }
    return topic;
  }

  /** Ends all processes at once. */
  void end() throws Exception {
    instances.end();
  }
}

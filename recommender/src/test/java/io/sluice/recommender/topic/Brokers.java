package io.sluice.recommender.topic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** Three real brokers as processes of their own, each of which is a controller as well. */
final class Brokers {
  static final int COUNT = 3;
  private static final Duration START = Duration.ofMinutes(4);

  private final Path folder;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Integer> controllerPorts = new ArrayList<>();
  private final Map<Integer, Process> processes = new TreeMap<>();

  private Brokers(Path folder) {
    this.folder = folder;
  }

  /** Three that know each other and are ready. */
  static Brokers start(Path folder) throws Exception {
    Brokers brokers = new Brokers(folder);
    brokers.choosePorts();
    String cluster = Uuid.randomUuid().toString();
    for (int id = 0; id < COUNT; id++) {
      brokers.format(id, cluster);
    }
    for (int id = 0; id < COUNT; id++) {
      brokers.start(id);
    }
    brokers.areReady();
    return brokers;
  }

  /** Ports that are free now; a broker that comes back is where it was. */
  private void choosePorts() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * COUNT; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      held.subList(0, COUNT).forEach(socket -> ports.add(socket.getLocalPort()));
      held.subList(COUNT, 2 * COUNT).forEach(socket -> controllerPorts.add(socket.getLocalPort()));
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private Path settings(int id) {
    return folder.resolve("broker-" + id + ".properties");
  }

  private void format(int id, String cluster) throws Exception {
    String voters =
        IntStream.range(0, COUNT)
            .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPorts.get(voter))
            .collect(Collectors.joining(","));
    Files.writeString(
        settings(id),
        """
        process.roles=broker,controller
        node.id=%d
        controller.quorum.voters=%s
        listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        advertised.listeners=PLAINTEXT://127.0.0.1:%d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%s
        broker.session.timeout.ms=6000
        broker.heartbeat.interval.ms=1000
        default.replication.factor=3
        min.insync.replicas=2
        offsets.topic.replication.factor=3
        offsets.topic.num.partitions=3
        transaction.state.log.replication.factor=3
        transaction.state.log.min.isr=2
        transaction.state.log.num.partitions=3
        group.initial.rebalance.delay.ms=0
        auto.create.topics.enable=false
        """
            .formatted(
                id, voters, ports.get(id), controllerPorts.get(id), ports.get(id), logs(id)));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    new Formatter()
        .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(id)
        .setClusterId(cluster)
        .addDirectory(logs(id).toString())
        .setMetadataLogDirectory(logs(id).toString())
        .setControllerListenerName("CONTROLLER")
        .run();
  }

  private Path logs(int id) {
    return folder.resolve("broker-" + id);
  }

  /** Starts one, or starts it again with what it had. */
  void start(int id) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                settings(id).toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(id).toFile()));
    processes.put(id, builder.start());
  }

  private Path log(int id) {
    return folder.resolve("broker-" + id + ".log");
  }

  /** Ends one as nobody can prevent. */
  void kill(int id) throws InterruptedException {
    processes.get(id).destroyForcibly().waitFor();
  }

  /** Returns once all that run know of each other. */
  void areReady() throws Exception {
    long running = processes.values().stream().filter(Process::isAlive).count();
    Until.holds(
        running + " brokers are ready",
        START,
        () -> client().brokers() == running,
        () -> log(0) + "\n" + Files.readString(log(0)));
  }

  /** What talks to them; its topics have a copy on each. */
  Broker client() {
    return Broker.at(
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")), COUNT);
  }

  /** Ends all of them. */
  void end() throws InterruptedException {
    for (int id : processes.keySet()) {
      kill(id);
    }
  }
}

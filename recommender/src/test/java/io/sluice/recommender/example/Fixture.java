package io.sluice.recommender.example;

import io.sluice.recommender.example.Conversation.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A world of a few pods that a test puts together: workloads, who talks to whom, and then the
 * snapshot and the logs that such a cluster would have left.
 *
 * <p>Pods are spread over two nodes. One conversation a minute, from {@link #START} on.
 */
public final class Fixture {
  /** When the first conversation happens. */
  public static final Instant START = Instant.parse("2026-11-05T09:00:00Z");

  private static final Instant BEFORE = Instant.parse("2026-11-01T08:00:00Z");
  private static final int TCP = 6;

  private final Path folder;
  private final List<ExampleNode> nodes;
  private final List<ExampleWorkload> workloads = new ArrayList<>();
  private final List<ExamplePod> pods = new ArrayList<>();
  private final List<ExampleService> services = new ArrayList<>();
  private final List<SortedMap<String, Object>> policies = new ArrayList<>();
  private final List<Conversation> conversations = new ArrayList<>();
  private Instant now = START;

  /** An empty world that writes its files under a folder. */
  public Fixture(Path folder) {
    this(folder, List.of(ExampleNode.of(0), ExampleNode.of(1)));
  }

  private Fixture(Path folder, List<ExampleNode> nodes) {
    this.folder = folder;
    this.nodes = nodes;
  }

  /** Another cluster: other nodes, but the same pod addresses. */
  public static Fixture otherCluster(Path folder) {
    return new Fixture(folder, List.of(ExampleNode.of(6), ExampleNode.of(7)));
  }

  /** A Deployment with its pods; {@code title} is {@code namespace/name}. */
  public ExampleWorkload deployment(String title, String labels, int replicas, int... ports) {
    return workload("Deployment", title, labels, replicas, ports);
  }

  /** A workload of some kind with its pods. */
  public ExampleWorkload workload(
      String kind, String title, String labels, int replicas, int... ports) {
    int slash = title.indexOf('/');
    ExamplePort[] declared = new ExamplePort[ports.length];
    for (int i = 0; i < ports.length; i++) {
      declared[i] = ExamplePort.tcp("port-" + ports[i], ports[i]);
    }
    ExampleWorkload workload =
        ExampleWorkload.of(title.substring(0, slash), kind, title.substring(slash + 1), labels)
            .listening(declared);
    workloads.add(workload);
    for (int i = 0; i < replicas; i++) {
      pod(workload, nextAddress(), BEFORE, Optional.empty());
    }
    return workload;
  }

  /** The DNS of the cluster: two pods and a Service. */
  public ExampleWorkload dns() {
    ExampleWorkload dns =
        ExampleWorkload.of("kube-system", "Deployment", "coredns", "k8s-app=kube-dns")
            .listening(new ExamplePort("dns", 53, "UDP"), ExamplePort.tcp("dns-tcp", 53));
    workloads.add(dns);
    pod(dns, nextAddress(), BEFORE, Optional.empty());
    pod(dns, nextAddress(), BEFORE, Optional.empty());
    SortedMap<String, String> selector = new TreeMap<>(Map.of("k8s-app", "kube-dns"));
    services.add(
        new ExampleService(
            "kube-system", "kube-dns", "10.0.0.10", selector, 53, "53", "UDP", Optional.empty()));
    return dns;
  }

  /** One more pod of a workload, with an address of its own choice, over a part of the window. */
  public ExamplePod pod(ExampleWorkload workload, String ip, Instant start, Optional<Instant> end) {
    int number = pods.size();
    ExampleNode node = nodes.get(number % nodes.size());
    String owner = owner(workload, number);
    String name =
        workload.kind().equals("Pod")
            ? workload.name()
            : owner + "-" + Integer.toString(number, 36);
    ExamplePod pod = new ExamplePod(workload, name, owner, node, ip, start, end);
    pods.add(pod);
    return pod;
  }

  private static String owner(ExampleWorkload workload, int number) {
    return switch (workload.kind()) {
      case "Deployment" -> workload.name() + "-6b7c8d9f54";
      case "CronJob" -> workload.name() + "-" + (29_000_000 + number);
      case "Pod" -> "";
      default -> workload.name();
    };
  }

  private String nextAddress() {
    return "10.244.50." + (10 + pods.size());
  }

  /** The pods of a workload, in the order in which they were made. */
  public List<ExamplePod> podsOf(ExampleWorkload workload) {
    return pods.stream().filter(p -> p.workload().equals(workload)).toList();
  }

  /** Every pod of the client talks to every pod of the server once, and is answered. */
  public Fixture talks(ExampleWorkload client, ExampleWorkload server, int port) {
    return every(client, server, TCP, port, Fate.ANSWERED);
  }

  /** Every pod of the client asks every DNS pod once. */
  public Fixture looksUp(ExampleWorkload client, ExampleWorkload dns) {
    return every(client, dns, 17, 53, Fate.ANSWERED);
  }

  /** As {@link #talks}, but nobody answers. */
  public Fixture knocks(ExampleWorkload client, ExampleWorkload server, int port) {
    return every(client, server, TCP, port, Fate.SILENT);
  }

  /** As {@link #talks}, but a policy stops it. */
  public Fixture isStopped(ExampleWorkload client, ExampleWorkload server, int port) {
    return every(client, server, TCP, port, Fate.DENIED_BY_POLICY);
  }

  /** Every pod of the client calls an address outside. */
  public Fixture calls(ExampleWorkload client, String address, int port) {
    podsOf(client).forEach(pod -> add(End.of(pod), End.of(address), TCP, port, Fate.ANSWERED));
    return this;
  }

  /** An address that is no pod's calls every pod of the server. */
  public Fixture isCalledFrom(String address, ExampleWorkload server, int port) {
    podsOf(server).forEach(pod -> add(End.of(address), End.of(pod), TCP, port, Fate.ANSWERED));
    return this;
  }

  /** One conversation of two pods. */
  public Fixture once(ExamplePod client, ExamplePod server, int port) {
    add(End.of(client), End.of(server), TCP, port, Fate.ANSWERED);
    return this;
  }

  /**
   * The nodes call something outside on their own: only so do their interfaces show whose they are.
   */
  public Fixture nodesTalk() {
    nodes.forEach(node -> add(End.of(node), End.of("192.0.2.40"), TCP, 443, Fate.ANSWERED));
    return this;
  }

  /** Time passes before the next conversation. */
  public Fixture at(Instant time) {
    now = time;
    return this;
  }

  /** A NetworkPolicy in force, as {@code apiVersion}-less spec fields; see {@link Fields}. */
  public Fixture policy(String namespace, String name, SortedMap<String, Object> spec) {
    policies.add(
        Snapshot.object(
            "networking.k8s.io/v1",
            "NetworkPolicy",
            Snapshot.metadata("NetworkPolicy", namespace, name, Map.of(), BEFORE),
            "spec",
            spec));
    return this;
  }

  private Fixture every(
      ExampleWorkload client, ExampleWorkload server, int protocol, int port, Fate fate) {
    for (ExamplePod from : podsOf(client)) {
      for (ExamplePod to : podsOf(server)) {
        if (!from.equals(to)) {
          add(End.of(from), End.of(to), protocol, port, fate);
        }
      }
    }
    return this;
  }

  private void add(End client, End server, int protocol, int port, Fate fate) {
    int number = conversations.size();
    int clientPort = 33_000 + number * 13 % 27_000;
    conversations.add(
        new Conversation(number, now, client, server, protocol, clientPort, port, fate));
    now = now.plusSeconds(60);
  }

  /** Where {@link #write} puts the snapshot. */
  public Path cluster() {
    return folder.resolve("cluster.json");
  }

  /** Where {@link #write} puts the logs. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** Writes the snapshot, and the Hubble logs of both nodes. */
  public Fixture write() {
    SortedMap<String, String> files = new TreeMap<>();
    for (HubbleLine line : HubbleLog.of(asCluster(), conversations, Set.of())) {
      files.merge(line.node().name() + ".jsonl", line.json() + "\n", String::concat);
    }
    return write(files);
  }

  /** Writes the snapshot, and VNet flow logs in place of Hubble's. */
  public Fixture writeVnet() {
    List<Instant> hours = new ArrayList<>();
    for (Instant hour = BEFORE; hour.isBefore(end()); hour = hour.plusSeconds(3_600)) {
      hours.add(hour);
    }
    return write(VnetLog.of(conversations, hours, Optional.empty()));
  }

  private Fixture write(SortedMap<String, String> logs) {
    logs.forEach((path, text) -> write(logs().resolve(path), text));
    write(cluster(), Snapshot.json(asCluster()));
    return this;
  }

  private Cluster asCluster() {
    TreeSet<String> namespaces = new TreeSet<>();
    workloads.forEach(w -> namespaces.add(w.namespace()));
    return new Cluster(nodes, List.copyOf(namespaces), workloads, pods, services, policies, end());
  }

  private Instant end() {
    return conversations.stream()
        .map(c -> c.at().plusSeconds(120))
        .max(Instant::compareTo)
        .orElse(START);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

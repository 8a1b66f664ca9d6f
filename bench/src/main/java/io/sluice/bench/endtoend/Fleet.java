package io.sluice.bench.endtoend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A cluster made up from a seed: namespaces of about 60 pods, workloads of one to thirty replicas
 * on nodes of 40 pods, each calling some others and the DNS. One replica in eight is replaced in
 * the course of the day, most of them by a pod with another address.
 */
final class Fleet {
  static final long START_MILLIS = Instant.parse("2026-11-03T00:00:00Z").toEpochMilli();
  static final long DAY_MILLIS = 86_400_000L;
  static final long END_MILLIS = START_MILLIS + DAY_MILLIS;

  /** Number of the workload that answers name queries. */
  static final int DNS = 0;

  private static final int PODS_PER_NAMESPACE = 60;
  private static final int PODS_PER_MACHINE = 40;
  private static final int UDP = 17;
  private static final int[] REPLICAS = {1, 1, 2, 2, 2, 3, 3, 3, 5, 8, 30};
  private static final String[] NAMES = {"api", "web", "worker", "cache", "gateway", "ledger"};
  private static final String[] TIERS = {"backend", "frontend", "backend", "data", "edge", "data"};
  private static final int[] PORTS = {8080, 8080, 8443, 6379, 3000, 5432, 9092, 50051};

  private final long seed;
  private final SplittableRandom random;
  private final List<App> apps = new ArrayList<>();
  private final List<Machine> machines = new ArrayList<>();
  private final int namespaces;
  private int serial;

  Fleet(int pods, long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    namespaces = Math.max(2, pods / PODS_PER_NAMESPACE);
    for (int i = 0; i <= pods / PODS_PER_MACHINE; i++) {
      machines.add(new Machine(i));
    }
    apps.add(app("kube-system", "coredns", Math.max(2, pods / 1000), 53, UDP));
    int left = pods - apps.get(DNS).slots().size();
    while (left > 0) {
      int replicas = Math.min(left, REPLICAS[random.nextInt(REPLICAS.length)]);
      apps.add(app(replicas));
      left -= replicas;
    }
    for (App app : apps) {
      drawCalls(app);
    }
  }

  List<App> apps() {
    return apps;
  }

  List<Machine> machines() {
    return machines;
  }

  /** Pods of short lives beside it; always the same. */
  Churn churn() {
    return new Churn(this, seed);
  }

  /** How many pods ever lived. */
  int pods() {
    return serial;
  }

  private App app(int replicas) {
    int number = apps.size();
    String name = NAMES[number % NAMES.length] + "-" + number;
    String namespace = "team-" + random.nextInt(namespaces);
    return app(namespace, name, replicas, PORTS[random.nextInt(PORTS.length)], 6);
  }

  private App app(String namespace, String name, int replicas, int port, int protocol) {
    int number = apps.size();
    String kind = number % 5 == 4 ? "StatefulSet" : "Deployment";
    String hash = Integer.toHexString((number + 1) * 0x9E37_79B9);
    String tier = TIERS[number % TIERS.length];
    List<Slot> slots = new ArrayList<>();
    App app =
        new App(
            number, namespace, name, kind, hash, tier, port, protocol, slots, new ArrayList<>());
    for (int i = 0; i < replicas; i++) {
      slots.add(slot(app, i));
    }
    return app;
  }

  private Slot slot(App app, int ordinal) {
    List<Replica> lives = new ArrayList<>();
    long from = START_MILLIS - DAY_MILLIS;
    int replacements = random.nextInt(8) == 0 ? 1 + random.nextInt(2) : 0;
    for (int i = 0; i < replacements; i++) {
      long to = Math.max(from, START_MILLIS) + 1 + random.nextLong(DAY_MILLIS / 3);
      lives.add(replica(app, ordinal, from, to));
      from = to;
    }
    lives.add(replica(app, ordinal, from, Long.MAX_VALUE));
    return new Slot(lives);
  }

  private Replica replica(App app, int ordinal, long from, long to) {
    int number = serial++;
    String end =
        app.deployment()
            ? String.format(Locale.ROOT, "%05x", number * 0x1_0001 & 0xF_FFFF)
            : Integer.toString(ordinal);
    Machine machine = machines.get(random.nextInt(machines.size()));
    return new Replica(number, app.podPrefix() + end, address(number), machine, from, to);
  }

  private static String address(int number) {
    return "10." + (240 + number / 62_500) + "." + number / 250 % 250 + "." + (number % 250 + 1);
  }

  /** Near neighbours mostly, popular workloads (low numbers) often, each with a weight. */
  private void drawCalls(App app) {
    int links = 1 + random.nextInt(8);
    for (int i = 0; i < links; i++) {
      double skewed = random.nextDouble() * random.nextDouble() * random.nextDouble();
      int server = 1 + (int) (skewed * (apps.size() - 1));
      int weight = 1 + random.nextInt(6);
      for (int w = 0; w < weight && server < apps.size(); w++) {
        app.calls().add(server);
      }
    }
  }
}

package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldPort;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What makes real namespaces hard: each kind of it somewhere in a world, and more by chance. */
final class Peculiarities {
  /** How many kinds there are. */
  private static final int KINDS = 8;

  private final Blueprint plan;
  private final Draw draw;
  private final Labelling labelling;

  Peculiarities(Blueprint plan, Draw draw, Labelling labelling) {
    this.plan = plan;
    this.draw = draw;
    this.labelling = labelling;
  }

  /** Plans those of a namespace. */
  void plan(int index) {
    int every = Math.min(KINDS, plan.options.namespaces());
    for (int kind = 0; kind < KINDS; kind++) {
      if (kind % every == index || draw.chance(0.12)) {
        plan(index, kind);
      }
    }
  }

  private void plan(int index, int kind) {
    switch (kind) {
      case 0 -> canary();
      case 1 -> twins();
      case 2 -> twoVersions();
      case 3 -> pod("debug-" + draw.suffix(3), new TreeMap<>());
      case 4 -> migration();
      case 5 -> foreignService(index);
      case 6 -> privateDatabase(index);
      default -> scanner();
    }
  }

  private List<WorldWorkload> deployments() {
    return plan.workloads.stream()
        .filter(w -> w.namespace().equals(labelling.namespace()))
        .filter(w -> w.kind().equals("Deployment") && !w.ports().isEmpty())
        .toList();
  }

  /** Its labels are its sibling's and one more. */
  private void canary() {
    for (WorldWorkload of : deployments().stream().limit(1).toList()) {
      SortedMap<String, String> labels = new TreeMap<>(of.labels());
      labels.put("track", "canary");
      SortedMap<String, String> match = new TreeMap<>(of.matchLabels());
      match.put("track", "canary");
      plan.add(like(of, "Deployment", of.name() + "-canary", labels, match));
    }
  }

  /** Nothing but names tells them apart. */
  private void twins() {
    for (String name : List.of("batch-a", "batch-b")) {
      WorldWorkload one =
          Applications.of(
              labelling, "Deployment", "batch", "middle", List.of(WorldPort.tcp("main", 7000)), 1);
      plan.add(like(one, "Deployment", name, one.labels(), one.matchLabels()));
    }
    WorldWorkload any = Applications.of(labelling, "Deployment", "batch", "middle", List.of(), 1);
    plan.service(
        labelling.namespace(),
        "batch",
        any.matchLabels(),
        List.of(new WorldService.Port("main", 7000, "main", "TCP", 0)));
  }

  /** One name, two numbers, behind one Service. */
  private void twoVersions() {
    WorldWorkload first =
        Applications.of(
            labelling, "Deployment", "quotes", "middle", List.of(WorldPort.tcp("http", 8080)), 2);
    WorldWorkload second =
        Applications.of(
            labelling, "Deployment", "quotes", "middle", List.of(WorldPort.tcp("http", 8081)), 2);
    for (String release : List.of("v1", "v2")) {
      WorldWorkload of = release.equals("v1") ? first : second;
      SortedMap<String, String> labels = new TreeMap<>(of.labels());
      labels.put("release-line", release);
      SortedMap<String, String> match = new TreeMap<>(of.matchLabels());
      match.put("release-line", release);
      plan.add(like(of, "Deployment", "quotes-" + release, labels, match));
    }
    plan.service(
        labelling.namespace(),
        "quotes",
        first.matchLabels(),
        List.of(new WorldService.Port("http", 80, "http", "TCP", 0)));
  }

  private WorldWorkload pod(String name, SortedMap<String, String> labels) {
    return plan.add(
        new WorldWorkload(
            labelling.namespace(),
            "Pod",
            name,
            labels,
            new TreeMap<>(),
            new TreeSet<>(),
            1,
            List.of(),
            false));
  }

  /** A Job that runs with a release and has the labels of what is released. */
  private void migration() {
    List<WorldWorkload> all = deployments();
    if (!all.isEmpty()) {
      WorldWorkload of = all.get(all.size() - 1);
      WorldWorkload job =
          plan.add(
              new WorldWorkload(
                  of.namespace(),
                  "Job",
                  of.name() + "-migrate",
                  of.labels(),
                  new TreeMap<>(),
                  of.changing(),
                  1,
                  List.of(),
                  false));
      plan.migrations.put(of, job);
    }
  }

  /** Endpoints written by hand, of a partner. */
  private void foreignService(int index) {
    String address = "203.0.113." + (10 + index);
    plan.add(
        new WorldService(
            labelling.namespace(),
            "partner",
            plan.nextClusterIp(),
            new TreeMap<>(),
            List.of(new WorldService.Port("https", 443, "8443", "TCP", 0)),
            Optional.empty(),
            false,
            List.of(address)));
  }

  /** In the virtual network; half of them are named by the operator. */
  private void privateDatabase(int index) {
    String range = "10.225." + index + ".";
    if (draw.chance(0.5)) {
      plan.groups.put("database-" + labelling.namespace(), List.of(range + "16/30"));
    }
    List<WorldWorkload> clients = deployments();
    if (!clients.isEmpty()) {
      plan.relations.add(
          Relation.tcp(
              draw.pick(clients),
              new Callee.Addresses(List.of(range + "17", range + "18"), 1433),
              Relation.Rate.STEADY));
    }
  }

  private void scanner() {
    plan.scanners.add(pod("tmp-shell", new TreeMap<>(Map.of("run", "tmp-shell"))));
  }

  private static WorldWorkload like(
      WorldWorkload of,
      String kind,
      String name,
      SortedMap<String, String> labels,
      SortedMap<String, String> match) {
    return new WorldWorkload(
        of.namespace(), kind, name, labels, match, of.changing(), of.replicas(), of.ports(), false);
  }
}

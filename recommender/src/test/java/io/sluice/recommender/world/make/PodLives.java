package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldNode;
import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldPod;
import io.sluice.recommender.world.WorldWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets pods come and go: releases, moves to another node, and jobs, over the whole window. */
final class PodLives {
  private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

  private final Blueprint plan;
  private final List<WorldNode> nodes;
  private final List<Life> lives = new ArrayList<>();

  /** A pod to be, without addresses. */
  private record Life(
      WorldWorkload workload,
      String name,
      String owner,
      int revision,
      WorldNode node,
      Instant start,
      Instant end) {
    Life endingAt(Instant other) {
      return new Life(workload, name, owner, revision, node, start, other);
    }
  }

  PodLives(Blueprint plan, List<WorldNode> nodes) {
    this.plan = plan;
    this.nodes = nodes;
  }

  /** All pods, by their start. */
  List<WorldPod> pods() {
    for (WorldWorkload workload : plan.workloads) {
      Draw draw = new Draw(plan.options.seed(), "pods of " + workload);
      if (workload.kind().equals("CronJob")) {
        runs(draw, workload);
      } else if (!workload.kind().equals("Job")) {
        serves(draw, workload);
      }
    }
    lives.sort(Comparator.comparing(Life::start).thenComparing(Life::name));
    Addresses addresses = new Addresses(plan.options);
    List<WorldPod> pods = new ArrayList<>();
    for (Life life : lives) {
      Revision revision = new Revision(plan.options.seed(), life.workload, life.revision);
      List<String> held =
          life.workload.hostNetwork()
              ? List.of(life.node.ip())
              : addresses.take(life.node, life.start, life.end);
      pods.add(
          new WorldPod(
              pods.size(),
              life.workload,
              life.name,
              life.owner,
              revision.labels(life.name, life.owner),
              held,
              life.node,
              life.start,
              life.end));
    }
    return pods;
  }

  private void serves(Draw draw, WorldWorkload workload) {
    boolean everywhere = workload.kind().equals("DaemonSet");
    int replicas = everywhere ? nodes.size() : workload.replicas();
    List<Instant> releases = releases(draw, workload);
    for (int i = 0; i < replicas; i++) {
      WorldNode node = everywhere ? nodes.get(i) : draw.pick(nodes);
      Instant start = WorldOptions.START.minus(Duration.ofHours(draw.between(2, 900)));
      Life life = life(draw, workload, i, 0, node, start);
      for (int revision = 1; revision <= releases.size(); revision++) {
        Instant at = releases.get(revision - 1).plusSeconds(i * 25L);
        WorldNode next = everywhere ? node : draw.pick(nodes);
        life = replaced(life, life(draw, workload, i, revision, next, at));
      }
      if (!everywhere && draw.chance(0.12)) {
        Instant at = time(draw);
        if (at.isAfter(life.start.plusSeconds(600))) {
          life = replaced(life, life(draw, workload, i, releases.size(), draw.pick(nodes), at));
        }
      }
      lives.add(life);
    }
    Optional.ofNullable(plan.migrations.get(workload))
        .ifPresent(job -> releases.forEach(at -> run(draw, job, at.minusSeconds(90), 40)));
  }

  /** A new pod of a Deployment comes before the old one goes; a StatefulSet's comes after. */
  private Life replaced(Life old, Life next) {
    boolean sameName = old.name.equals(next.name);
    lives.add(old.endingAt(sameName ? next.start.minusSeconds(6) : next.start.plusSeconds(35)));
    return next;
  }

  private Life life(
      Draw draw, WorldWorkload workload, int replica, int revision, WorldNode node, Instant start) {
    Revision of = new Revision(plan.options.seed(), workload, revision);
    String owner = of.owner();
    String name =
        switch (workload.kind()) {
          case "StatefulSet" -> workload.name() + "-" + replica;
          case "Pod" -> workload.name();
          default -> owner + "-" + draw.suffix(5);
        };
    return new Life(workload, name, owner, revision, node, start, FAR);
  }

  private List<Instant> releases(Draw draw, WorldWorkload workload) {
    boolean released = List.of("Deployment", "StatefulSet", "Rollout").contains(workload.kind());
    boolean migrated = plan.migrations.containsKey(workload);
    if (!released || workload.system() || !(migrated || draw.chance(0.35))) {
      return List.of();
    }
    Instant first = time(draw);
    Instant second = time(draw);
    boolean twice =
        draw.chance(0.25)
            && Duration.between(first, second).abs().compareTo(Duration.ofHours(1)) > 0;
    return twice ? Stream.of(first, second).sorted().toList() : List.of(first);
  }

  private Instant time(Draw draw) {
    long millis = plan.options.window().toMillis();
    return WorldOptions.START.plusMillis((long) (millis * (0.03 + 0.94 * draw.fraction())));
  }

  private void runs(Draw draw, WorldWorkload workload) {
    Duration period =
        List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1))
            .get(draw.weighted(40, 40, 20));
    Instant at = WorldOptions.START.plus(Duration.ofMinutes(draw.between(1, 55)));
    for (; at.isBefore(plan.options.end()); at = at.plus(period)) {
      run(draw, workload, at, lifeSeconds(draw));
    }
  }

  private void run(Draw draw, WorldWorkload workload, Instant at, int seconds) {
    String job =
        workload.kind().equals("Job")
            ? workload.name()
            : workload.name() + "-" + at.getEpochSecond() / 60;
    String unique = workload.kind().equals("Job") && hasRun(job) ? job + "-2" : job;
    Instant start = at.plusSeconds(2);
    lives.add(
        new Life(
            workload,
            unique + "-" + draw.suffix(5),
            unique,
            0,
            draw.pick(nodes),
            start,
            start.plusSeconds(seconds)));
  }

  private boolean hasRun(String job) {
    return lives.stream().anyMatch(life -> life.owner.equals(job));
  }

  /** A fifth under 10 s, half under 5 min, the rest up to an hour. */
  private static int lifeSeconds(Draw draw) {
    return switch (draw.weighted(20, 35, 30, 15)) {
      case 0 -> draw.between(4, 9);
      case 1 -> draw.between(10, 299);
      case 2 -> draw.between(300, 1_200);
      default -> draw.between(1_200, 3_400);
    };
  }
}

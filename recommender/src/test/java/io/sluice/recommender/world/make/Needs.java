package io.sluice.recommender.world.make;

import io.sluice.recommender.world.World;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import io.sluice.recommender.world.make.Relation.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans who calls whom among applications: few call many, most call nobody, one hub serves many.
 */
final class Needs {
  private final Blueprint plan;
  private final Draw draw;
  private final List<WorldService> called = new ArrayList<>();

  Needs(Blueprint plan) {
    this.plan = plan;
    this.draw = new Draw(plan.options.seed(), "needs");
    for (WorldService service : plan.services) {
      if (isApplication(service.namespace()) && !service.selector().isEmpty()) {
        called.add(service);
      }
    }
  }

  static boolean isApplication(String namespace) {
    return !namespace.equals(Infrastructure.SYSTEM)
        && !namespace.equals(Infrastructure.MONITORING)
        && !namespace.equals(Infrastructure.INGRESS)
        && !namespace.equals("default");
  }

  void plan() {
    WorldService hub = draw.pick(called);
    for (WorldWorkload client : List.copyOf(plan.workloads)) {
      if (isApplication(client.namespace()) && !isCanary(client)) {
        calls(client, hub);
        outside(client);
      }
    }
    entrances();
    plan.workloads.stream().filter(Needs::isCanary).forEach(this::likeItsSibling);
  }

  private static boolean isCanary(WorldWorkload workload) {
    return workload.name().endsWith("-canary");
  }

  private void calls(WorldWorkload client, WorldService hub) {
    for (int i = 0; i < degree(client); i++) {
      WorldService service = draw.chance(0.24) ? hub : target(client);
      List<WorldService.Port> ports =
          service.ports().stream().filter(p -> !p.name().equals("metrics")).toList();
      if (!plan.behind(service).contains(client)) {
        call(client, service, draw.pick(ports), rate());
      }
    }
  }

  private void call(WorldWorkload client, WorldService service, WorldService.Port port, Rate rate) {
    Callee callee = new Callee.BehindService(service, port);
    plan.relations.add(
        port.protocol().equals("UDP")
            ? Relation.udp(client, callee, rate)
            : Relation.tcp(client, callee, rate));
  }

  private int degree(WorldWorkload client) {
    boolean busy = client.runsJobs() || client.labels().isEmpty();
    return switch (busy ? 1 : draw.weighted(52, 25, 10, 11, 2)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> 2;
      case 3 -> draw.between(3, 7);
      default -> draw.between(8, 12);
    };
  }

  private WorldService target(WorldWorkload client) {
    List<WorldService> near =
        called.stream().filter(s -> s.namespace().equals(client.namespace())).toList();
    return near.isEmpty() || draw.chance(0.25) ? draw.pick(called) : draw.pick(near);
  }

  private Rate rate() {
    return Rate.values()[draw.weighted(15, 45, 25, 15)];
  }

  private void outside(WorldWorkload client) {
    if (draw.chance(0.1)) {
      plan.relations.add(Relation.tcp(client, new Callee.Addresses(provider(), 443), Rate.STEADY));
    }
    if (draw.chance(0.08)) {
      String single = "198.19." + draw.between(0, 40) + "." + draw.between(1, 250);
      plan.relations.add(
          Relation.tcp(client, new Callee.Addresses(List.of(single), 443), Rate.SPARSE));
    }
    if (draw.chance(0.06)) {
      plan.relations.add(
          Relation.tcp(client, new Callee.Addresses(List.of(World.API_SERVER), 443), Rate.STEADY));
    }
    plan.services.stream()
        .filter(s -> s.namespace().equals(client.namespace()) && s.name().equals("partner"))
        .filter(s -> draw.chance(0.4))
        .forEach(
            s ->
                plan.relations.add(
                    Relation.tcp(client, new Callee.Addresses(s.outside(), 8443), Rate.SPARSE)));
  }

  /** Some addresses of a provider's range. */
  private List<String> provider() {
    String range = draw.chance(0.3) ? "203.0.113." : "198.18." + draw.between(0, 9) + ".";
    List<String> addresses = new ArrayList<>();
    int first = draw.between(1, 200);
    for (int i = 0; i < draw.between(3, 8); i++) {
      addresses.add(range + (first + i * draw.between(1, 5)));
    }
    return addresses.stream().distinct().toList();
  }

  /** What the ingress controller leads to, and a Service with a load balancer of its own. */
  private void entrances() {
    WorldWorkload controller =
        plan.workloads.stream()
            .filter(w -> w.namespace().equals(Infrastructure.INGRESS))
            .findFirst()
            .orElseThrow();
    List<WorldService> web =
        called.stream()
            .filter(s -> s.ports().get(0).protocol().equals("TCP") && s.ports().get(0).port() == 80)
            .toList();
    for (WorldService service : web) {
      if (draw.chance(0.3)) {
        call(controller, service, service.ports().get(0), rate());
      }
    }
    ownLoadBalancer(web);
    for (WorldService service : plan.services) {
      if (service.publicAddress().isPresent()) {
        Callee callee = new Callee.BehindService(service, service.ports().get(0));
        plan.relations.add(new Relation(Optional.empty(), callee, 6, Rate.BUSY));
      }
    }
  }

  private void ownLoadBalancer(List<WorldService> web) {
    if (web.isEmpty()) {
      return;
    }
    WorldService of = draw.pick(web);
    WorldService.Port first = of.ports().get(0);
    plan.add(
        new WorldService(
            of.namespace(),
            of.name() + "-public",
            plan.nextClusterIp(),
            of.selector(),
            List.of(new WorldService.Port(first.name(), 80, first.target(), "TCP", 32080)),
            Optional.of("192.0.2.11"),
            draw.chance(0.5),
            List.of()));
  }

  private void likeItsSibling(WorldWorkload canary) {
    String name = canary.name().replace("-canary", "");
    for (Relation relation : List.copyOf(plan.relations)) {
      boolean sibling =
          relation.client().isPresent()
              && relation.client().get().namespace().equals(canary.namespace())
              && relation.client().get().name().equals(name);
      if (sibling) {
        plan.relations.add(relation.of(canary));
      }
    }
  }
}

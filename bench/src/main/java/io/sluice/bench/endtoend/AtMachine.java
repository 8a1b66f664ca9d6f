package io.sluice.bench.endtoend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What passes the interface of one machine: its pods' exchanges with everybody who is not on it,
 * half of those of servers as servers, all others as clients.
 */
final class AtMachine implements TrafficSource {
  private record Home(App app, Slot slot) {}

  private final Machine machine;
  private final Traffic traffic;
  private final SplittableRandom random;
  private final List<Home> homes = new ArrayList<>();

  /** By the number of the one that is called; who calls it often stands more often. */
  private final Map<Integer, List<App>> callers = new HashMap<>();

  /** A machine on which there is a pod at all times. */
  AtMachine(Fleet fleet, Machine machine, SplittableRandom random) {
    this.machine = machine;
    this.traffic = new Traffic(fleet, random);
    this.random = random;
    for (App app : fleet.apps()) {
      for (Slot slot : app.slots()) {
        if (slot.lives().stream().anyMatch(life -> life.machine().equals(machine))) {
          homes.add(new Home(app, slot));
        }
      }
      for (int called : app.calls()) {
        callers.computeIfAbsent(called, c -> new ArrayList<>()).add(app);
      }
    }
  }

  @Override
  public Exchange at(long epochMillis) {
    while (true) {
      Home home = homes.get(random.nextInt(homes.size()));
      Replica pod = home.slot.at(epochMillis);
      if (pod.machine().equals(machine)) {
        Exchange exchange =
            isServer(home.app) && random.nextBoolean()
                ? traffic.to(home.app, pod, caller(home.app), epochMillis)
                : traffic.from(home.app, pod, epochMillis);
        if (passes(exchange)) {
          return exchange;
        }
      }
    }
  }

  /** Most workloads are called by nobody. */
  private boolean isServer(App app) {
    return app.number() == Fleet.DNS || callers.containsKey(app.number());
  }

  /** Name queries come from everybody. */
  private App caller(App app) {
    List<App> known = callers.getOrDefault(app.number(), List.of());
    return known.isEmpty() ? traffic.any() : known.get(random.nextInt(known.size()));
  }

  private boolean passes(Exchange exchange) {
    return isHere(exchange.client()) != isHere(exchange.server());
  }

  /** Whether an end is a pod of this machine: what two of them say never reaches its interface. */
  private boolean isHere(@Nullable Replica end) {
    return end != null && end.machine().equals(machine);
  }
}

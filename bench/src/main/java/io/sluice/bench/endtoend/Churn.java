package io.sluice.bench.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pods of batch workloads that live for one to three hours, and whose addresses go to pods of other
 * workloads three minutes later.
 */
final class Churn {
  private static final long GAP_MILLIS = 180_000L;
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final int PODS_PER_ADDRESS_OF_FLEET = 20;
  private static final int ADDRESSES_PER_APP = 8;
  private static final int FIRST_NUMBER = 900_000;

  private final SplittableRandom random;
  private final List<App> apps = new ArrayList<>();

  /** By address, one after another. */
  private final List<List<Tenant>> tenants = new ArrayList<>();

  /** A pod and what it is of. */
  record Tenant(App app, Replica pod) {}

  Churn(Fleet fleet, long seed) {
    random = new SplittableRandom(seed ^ 0x6368_7572_6EL);
    int addresses = Math.max(ADDRESSES_PER_APP, fleet.pods() / PODS_PER_ADDRESS_OF_FLEET);
    for (int i = 0; i < Math.max(2, addresses / ADDRESSES_PER_APP); i++) {
      apps.add(app(fleet.apps().size() + i));
    }
    int serial = fleet.pods();
    for (int i = 0; i < addresses; i++) {
      serial = fill(fleet, i, serial);
    }
  }

  private static App app(int number) {
    String name = "batch-" + number;
    String hash = Integer.toHexString((number + 1) * 0x9E37_79B9);
    return new App(
        number,
        "team-" + number % 2,
        name,
        "Deployment",
        hash,
        "data",
        8080,
        6,
        new ArrayList<>(),
        List.of());
  }

  /** The next free serial number. */
  private int fill(Fleet fleet, int address, int firstSerial) {
    List<Tenant> all = new ArrayList<>();
    int serial = firstSerial;
    long from = Fleet.START_MILLIS - random.nextLong(HOUR_MILLIS);
    while (from < Fleet.END_MILLIS) {
      App app = apps.get((address + all.size()) % apps.size());
      long to = from + HOUR_MILLIS + random.nextLong(2 * HOUR_MILLIS);
      Replica pod =
          new Replica(
              serial,
              app.podPrefix() + Integer.toHexString(FIRST_NUMBER + serial),
              "10.250." + address / 250 + "." + (address % 250 + 1),
              fleet.machines().get(random.nextInt(fleet.machines().size())),
              from / 1000 * 1000,
              to < Fleet.END_MILLIS ? to / 1000 * 1000 : Long.MAX_VALUE);
      all.add(new Tenant(app, pod));
      app.slots().add(new Slot(List.of(pod)));
      serial++;
      from = to + GAP_MILLIS;
    }
    tenants.add(all);
    return serial;
  }

  /** The workloads; a slot is one pod, whenever it lived. */
  List<App> apps() {
    return apps;
  }

  /** Who has an address at a time. */
  Optional<Tenant> at(int address, long epochMillis) {
    return tenants.get(address % tenants.size()).stream()
        .filter(t -> t.pod.fromMillis() <= epochMillis && epochMillis < t.pod.toMillis())
        .findFirst();
  }
}

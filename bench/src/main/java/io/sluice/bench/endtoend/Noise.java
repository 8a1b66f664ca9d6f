package io.sluice.bench.endtoend;

import io.sluice.bench.endtoend.Churn.Tenant;
import io.sluice.bench.endtoend.Exchange.Fate;
import java.util.SplittableRandom;

/**
 * What blows tables up: sweeps of all ports of other workloads, which go through in vain, are
 * stopped at the server, or are denied; 100,000 addresses outside that try ports, call what is
 * public, and are called; and pods that live for an hour and leave their addresses to others.
 */
final class Noise {
  /** Addresses outside. */
  static final int ADDRESSES = 100_000;

  private static final int TCP = 6;
  private static final int PORTS = 65_535;

  /** What becomes of the attempts of each scanner; the last ones but for some refusals. */
  private static final Fate[] SCANNERS = {Fate.DENIED, Fate.STOPPED_THERE, Fate.LOST_THERE};

  private static final int FIRST_SCANNER = 11;

  /** How many workloads each scanner goes through, again and again. */
  private static final int TARGETS = 2;

  /** How many workloads can be called from outside. */
  private static final int PUBLIC = 5;

  private static final int FIRST_PUBLIC = 20;

  /** How many ports are tried from outside. */
  private static final int TRIED_FROM_OUTSIDE = 1000;

  private final Fleet fleet;
  private final Churn churn;
  private final SplittableRandom random;
  private final int[] tried = new int[SCANNERS.length];

  Noise(Fleet fleet, SplittableRandom random) {
    this.fleet = fleet;
    this.churn = fleet.churn();
    this.random = random;
    for (int i = 0; i < tried.length; i++) {
      tried[i] = random.nextInt(PORTS * TARGETS);
    }
  }

  /** Draws one. */
  Exchange at(long epochMillis) {
    int chance = random.nextInt(100);
    if (chance < 45) {
      return sweep(epochMillis);
    }
    if (chance < 60) {
      return triedFromOutside(epochMillis);
    }
    if (chance < 70) {
      return fromOutside(Fate.ANSWERED, epochMillis, publicApp(), -1);
    }
    return chance < 80 ? toOutside(epochMillis) : ofShortLife(epochMillis);
  }

  private App numbered(int number) {
    return fleet.apps().get(number % fleet.apps().size());
  }

  private App publicApp() {
    return numbered(FIRST_PUBLIC + random.nextInt(PUBLIC));
  }

  private Replica pod(App app, long epochMillis) {
    return app.slots().get(random.nextInt(app.slots().size())).at(epochMillis);
  }

  private int ephemeral() {
    return 32_768 + random.nextInt(28_232);
  }

  /** One in twenty is of version 6; the others are of the range for benchmarks (RFC 2544). */
  private String outside() {
    int who = random.nextInt(ADDRESSES);
    return who % 20 == 19
        ? "2001:db8:" + Integer.toHexString(who / 1000) + "::" + Integer.toHexString(who % 1000 + 1)
        : "198." + (18 + who / 62_500) + "." + who / 250 % 250 + "." + (who % 250 + 1);
  }

  /** The next port of the next workload; the one that it serves on answers. */
  private Exchange sweep(long epochMillis) {
    int scanner = random.nextInt(SCANNERS.length);
    int number = tried[scanner]++;
    App client = numbered(FIRST_SCANNER + scanner);
    App server = numbered(FIRST_SCANNER + 100 * (scanner + 1) + number / PORTS % TARGETS);
    int port = 1 + number % PORTS;
    Fate fate = SCANNERS[scanner];
    if (fate == Fate.LOST_THERE && port == server.port()) {
      fate = Fate.ANSWERED;
    } else if (fate == Fate.LOST_THERE && random.nextInt(4) == 0) {
      fate = Fate.REFUSED;
    }
    return new Exchange(
        fate,
        epochMillis,
        client,
        pod(client, epochMillis),
        server,
        pod(server, epochMillis),
        "",
        ephemeral(),
        port,
        TCP);
  }

  private Exchange triedFromOutside(long epochMillis) {
    Fate fate = random.nextBoolean() ? Fate.DENIED : Fate.LOST_THERE;
    return fromOutside(fate, epochMillis, publicApp(), 1 + random.nextInt(TRIED_FROM_OUTSIDE));
  }

  /** Without a port, the one that it serves on. */
  private Exchange fromOutside(Fate fate, long epochMillis, App server, int port) {
    return new Exchange(
        fate,
        epochMillis,
        null,
        null,
        server,
        pod(server, epochMillis),
        outside(),
        ephemeral(),
        port < 0 ? server.port() : port,
        TCP);
  }

  private Exchange toOutside(long epochMillis) {
    App client = publicApp();
    return new Exchange(
        Fate.ANSWERED,
        epochMillis,
        client,
        pod(client, epochMillis),
        null,
        null,
        outside(),
        ephemeral(),
        443,
        TCP);
  }

  /** Where the address is free just now, somebody calls from outside instead. */
  private Exchange ofShortLife(long epochMillis) {
    int address = random.nextInt(Integer.MAX_VALUE);
    App server = numbered(random.nextInt(fleet.apps().size()));
    return churn
        .at(address, epochMillis)
        .map(tenant -> call(epochMillis, tenant, server))
        .orElseGet(() -> fromOutside(Fate.ANSWERED, epochMillis, publicApp(), -1));
  }

  private Exchange call(long epochMillis, Tenant client, App server) {
    return new Exchange(
        Fate.ANSWERED,
        epochMillis,
        client.app(),
        client.pod(),
        server,
        pod(server, epochMillis),
        "",
        ephemeral(),
        server.port(),
        server.protocol());
  }
}

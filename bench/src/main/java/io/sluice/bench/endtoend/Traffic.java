package io.sluice.bench.endtoend;

import io.sluice.bench.endtoend.Exchange.Fate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens in a fleet: calls along its links and to its DNS, calls to and from outside, the
 * pings of one workload, what policies stop, what the network loses, and the scans of three.
 */
final class Traffic {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;
  private static final int ICMP = 1;

  /** The workload that pings all others. */
  private static final int MONITOR = 4;

  /** How many workloads a scanner goes through. */
  private static final int SCANNED = 10;

  private static final int[] OUTSIDE_PORTS = {443, 443, 443, 443, 80, 5671, 1433, 22};

  private final Fleet fleet;
  private final SplittableRandom random;

  Traffic(Fleet fleet, SplittableRandom random) {
    this.fleet = fleet;
    this.random = random;
  }

  /** Draws one. */
  Exchange at(long epochMillis) {
    int chance = random.nextInt(1000);
    App app = any();
    if (chance < 230) {
      return call(Fate.ANSWERED, epochMillis, app, fleet.apps().get(Fleet.DNS));
    }
    if (chance < 280) {
      return outbound(epochMillis, app);
    }
    if (chance < 320) {
      return inbound(epochMillis, app);
    }
    if (chance < 335) {
      return scan(epochMillis);
    }
    if (chance < 345) {
      return between(Fate.ANSWERED, epochMillis, numbered(MONITOR), app, 0, ICMP);
    }
    if (chance < 350) {
      return between(Fate.ANSWERED, epochMillis, app, called(app), 3868, SCTP);
    }
    if (chance < 370) {
      return call(Fate.DENIED, epochMillis, app, numbered(app.number() * 7 + random.nextInt(3)));
    }
    Fate fate = chance < 375 ? Fate.AUDITED : chance < 380 ? Fate.LOST : Fate.ANSWERED;
    return call(fate, epochMillis, app, called(app));
  }

  private App any() {
    return numbered(random.nextInt(fleet.apps().size()));
  }

  private App numbered(int number) {
    return fleet.apps().get(number % fleet.apps().size());
  }

  private App called(App app) {
    List<Integer> calls = app.calls();
    return calls.isEmpty() ? any() : numbered(calls.get(random.nextInt(calls.size())));
  }

  private Replica pod(App app, long epochMillis) {
    return app.slots().get(random.nextInt(app.slots().size())).at(epochMillis);
  }

  private int ephemeral() {
    return 32_768 + random.nextInt(28_232);
  }

  private Exchange call(Fate fate, long epochMillis, App client, App server) {
    return between(fate, epochMillis, client, server, server.port(), server.protocol());
  }

  private Exchange between(
      Fate fate, long epochMillis, App client, App server, int port, int protocol) {
    return new Exchange(
        fate,
        epochMillis,
        client,
        pod(client, epochMillis),
        server,
        pod(server, epochMillis),
        "",
        protocol == ICMP ? 0 : ephemeral(),
        port,
        protocol);
  }

  /** Few addresses have most of it. */
  private Exchange outbound(long epochMillis, App client) {
    int skewed = (int) (random.nextDouble() * random.nextDouble() * 4000);
    boolean v6 = skewed % 50 == 49;
    String address =
        v6
            ? "2001:db8:" + Integer.toHexString(skewed) + "::" + Integer.toHexString(skewed % 7 + 1)
            : "198.51." + skewed / 250 + "." + (skewed % 250 + 1);
    return new Exchange(
        Fate.ANSWERED,
        epochMillis,
        client,
        pod(client, epochMillis),
        null,
        null,
        address,
        ephemeral(),
        OUTSIDE_PORTS[skewed % OUTSIDE_PORTS.length],
        skewed % 97 == 0 ? UDP : TCP);
  }

  private Exchange inbound(long epochMillis, App any) {
    App server = fleet.apps().get(1 + any.number() % Math.max(1, fleet.apps().size() / 50));
    int who = random.nextInt(60_000);
    return new Exchange(
        Fate.ANSWERED,
        epochMillis,
        null,
        null,
        server,
        pod(server, epochMillis),
        "203.0." + who / 250 % 250 + "." + (who % 250 + 1),
        ephemeral(),
        server.port(),
        server.protocol());
  }

  /** One of three workloads touches any port of one of ten others. */
  private Exchange scan(long epochMillis) {
    App scanner = numbered(1 + random.nextInt(3));
    App scanned = numbered(scanner.number() * 100 + random.nextInt(SCANNED));
    Fate fate = random.nextBoolean() ? Fate.REFUSED : Fate.DENIED;
    return between(fate, epochMillis, scanner, scanned, 1 + random.nextInt(1024), TCP);
  }
}

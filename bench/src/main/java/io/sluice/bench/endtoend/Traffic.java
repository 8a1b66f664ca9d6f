package io.sluice.bench.endtoend;

import io.sluice.bench.endtoend.Exchange.Fate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens in a fleet: calls along its links and to its DNS, calls to and from outside, the
 * pings of one workload, what policies stop, what the network loses, and the scans of three.
 */
final class Traffic implements TrafficSource {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;
  private static final int ICMP = 1;

  /** The workload that pings all others. */
  private static final int MONITOR = 4;

  /** The workloads with numbers from 1 to this one scan. */
  private static final int SCANNERS = 3;

  /** How many workloads a scanner goes through. */
  private static final int SCANNED = 10;

  private static final int[] OUTSIDE_PORTS = {443, 443, 443, 443, 80, 5671, 1433, 22};

  private final Fleet fleet;
  private final SplittableRandom random;

  Traffic(Fleet fleet, SplittableRandom random) {
    this.fleet = fleet;
    this.random = random;
  }

  @Override
  public Exchange at(long epochMillis) {
    App app = any();
    return from(app, pod(app, epochMillis), epochMillis);
  }

  /** What a pod does, or what is done to it; now and then what some other pods do. */
  Exchange from(App app, Replica pod, long epochMillis) {
    int chance = random.nextInt(1000);
    if (chance < 230) {
      return call(Fate.ANSWERED, epochMillis, app, pod, fleet.apps().get(Fleet.DNS));
    }
    if (chance < 280) {
      return outbound(epochMillis, app, pod);
    }
    if (chance < 320) {
      App server = numbered(1 + app.number() % publicApps());
      return inbound(epochMillis, server, pod(server, epochMillis));
    }
    if (chance < 335) {
      return scan(epochMillis, app, pod);
    }
    if (chance < 345) {
      App monitor = numbered(MONITOR);
      Replica pinging = pod(monitor, epochMillis);
      return between(Fate.ANSWERED, epochMillis, monitor, pinging, app, pod, 0, ICMP);
    }
    if (chance < 350) {
      App server = called(app);
      Replica other = pod(server, epochMillis);
      return between(Fate.ANSWERED, epochMillis, app, pod, server, other, 3868, SCTP);
    }
    if (chance < 370) {
      App refusing = numbered(app.number() * 7 + random.nextInt(3));
      return call(Fate.DENIED, epochMillis, app, pod, refusing);
    }
    Fate fate = chance < 375 ? Fate.AUDITED : chance < 380 ? Fate.LOST : Fate.ANSWERED;
    return call(fate, epochMillis, app, pod, called(app));
  }

  /** What a pod gets: from outside half of the time where it is public, else from a workload. */
  Exchange to(App app, Replica pod, App caller, long epochMillis) {
    if (isPublic(app) && random.nextBoolean()) {
      return inbound(epochMillis, app, pod);
    }
    Replica client = pod(caller, epochMillis);
    return between(
        Fate.ANSWERED, epochMillis, caller, client, app, pod, app.port(), app.protocol());
  }

  /** How many workloads are called from outside; they have the lowest numbers from 1 on. */
  private int publicApps() {
    return Math.max(1, fleet.apps().size() / 50);
  }

  private boolean isPublic(App app) {
    return app.number() >= 1 && app.number() <= publicApps();
  }

  App any() {
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

  private Exchange call(Fate fate, long epochMillis, App app, Replica pod, App server) {
    Replica other = pod(server, epochMillis);
    return between(fate, epochMillis, app, pod, server, other, server.port(), server.protocol());
  }

  private Exchange between(
      Fate fate,
      long epochMillis,
      App clientApp,
      Replica client,
      App serverApp,
      Replica server,
      int port,
      int protocol) {
    return new Exchange(
        fate,
        epochMillis,
        clientApp,
        client,
        serverApp,
        server,
        "",
        protocol == ICMP ? 0 : ephemeral(),
        port,
        protocol);
  }

  /** Few addresses have most of it. */
  private Exchange outbound(long epochMillis, App app, Replica pod) {
    int skewed = (int) (random.nextDouble() * random.nextDouble() * 4000);
    boolean v6 = skewed % 50 == 49;
    String address =
        v6
            ? "2001:db8:" + Integer.toHexString(skewed) + "::" + Integer.toHexString(skewed % 7 + 1)
            : "198.51." + skewed / 250 + "." + (skewed % 250 + 1);
    return new Exchange(
        Fate.ANSWERED,
        epochMillis,
        app,
        pod,
        null,
        null,
        address,
        ephemeral(),
        OUTSIDE_PORTS[skewed % OUTSIDE_PORTS.length],
        skewed % 97 == 0 ? UDP : TCP);
  }

  private Exchange inbound(long epochMillis, App app, Replica pod) {
    int who = random.nextInt(60_000);
    return new Exchange(
        Fate.ANSWERED,
        epochMillis,
        null,
        null,
        app,
        pod,
        "203.0." + who / 250 % 250 + "." + (who % 250 + 1),
        ephemeral(),
        app.port(),
        app.protocol());
  }

  /** One of three workloads touches any port of one of ten others. */
  private Exchange scan(long epochMillis, App app, Replica pod) {
    boolean own = app.number() >= 1 && app.number() <= SCANNERS;
    App scanner = own ? app : numbered(1 + random.nextInt(SCANNERS));
    Replica scanning = own ? pod : pod(scanner, epochMillis);
    App scanned = numbered(scanner.number() * 100 + random.nextInt(SCANNED));
    Replica touched = pod(scanned, epochMillis);
    Fate fate = random.nextBoolean() ? Fate.REFUSED : Fate.DENIED;
    int port = 1 + random.nextInt(1024);
    return between(fate, epochMillis, scanner, scanning, scanned, touched, port, TCP);
  }
}

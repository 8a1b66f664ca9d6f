package io.sluice.recommender.recommend;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.Edges;
import io.sluice.analyzer.edge.Listeners;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** What was recorded in a {@link World}: fills a real edge table. */
final class Traffic {
  static final int TCP = 6;
  static final int UDP = 17;

  private final World world;
  private final EdgeTable table = new EdgeTable();
  private Vantage vantage = Vantage.POD;
  private Answer answer = Answer.YES;
  private ObservedVerdict verdict = ObservedVerdict.FORWARDED;
  private long millis = World.TAKEN_AT.minusSeconds(3 * 86_400).toEpochMilli();
  private int flags;
  private int clientPort = 40_000;
  private int repeats = 3;
  private long stepMillis = 3_600_000L;

  Traffic(World world) {
    this.world = world;
  }

  // --- how the next records are

  Traffic by(Vantage where) {
    vantage = where;
    return this;
  }

  Traffic answered(Answer how) {
    answer = how;
    return this;
  }

  Traffic verdict(ObservedVerdict how) {
    verdict = how;
    return this;
  }

  Traffic flags(int bits) {
    flags = bits;
    return this;
  }

  /** The client's port of the next records; 40000 where nobody says. */
  Traffic fromPort(int port) {
    clientPort = port;
    return this;
  }

  /** How often each record is seen from now on, an hour apart. */
  Traffic times(int count) {
    repeats = count;
    return this;
  }

  /** When the next records begin; three days before the snapshot where nobody says. */
  Traffic from(Instant time) {
    millis = time.toEpochMilli();
    return this;
  }

  /** How far apart the next records are; an hour where nobody says. */
  Traffic every(Duration step) {
    stepMillis = step.toMillis();
    return this;
  }

  // --- records

  /** Every pod of the client talks to every pod of the server. */
  Traffic talks(String client, String server, int port) {
    return talks(client, server, TCP, port);
  }

  Traffic talks(String client, String server, int protocol, int port) {
    return talks(world.workload(client), world.workload(server), protocol, port);
  }

  Traffic talks(Workload from, Workload to, int port) {
    return talks(from, to, TCP, port);
  }

  private Traffic talks(Workload from, Workload to, int protocol, int port) {
    for (int source : pods(from)) {
      for (int destination : pods(to)) {
        if (source != destination) {
          add(from, to, protocol, port, source, destination, null);
        }
      }
    }
    return this;
  }

  /** Pods that only the log knows, by their numbers. */
  Traffic logged(String client, int clientPod, String server, int serverPod, int port) {
    add(world.workload(client), world.workload(server), TCP, port, clientPod, serverPod, null);
    return this;
  }

  Traffic calls(String client, String address, int port) {
    return calls(client, new Party.External(), address, TCP, port);
  }

  /** Calls of a party at an address that no pod has. */
  Traffic calls(String client, Party server, String address, int protocol, int port) {
    Workload from = world.workload(client);
    pods(from).forEach(pod -> add(from, server, protocol, port, pod, -1, ip(address)));
    return this;
  }

  Traffic isCalledFrom(String address, String server, int port) {
    return isCalledBy(new Party.External(), address, server, TCP, port);
  }

  Traffic isCalledBy(Party client, String address, String server, int protocol, int port) {
    Workload to = world.workload(server);
    pods(to).forEach(pod -> add(client, to, protocol, port, -1, pod, ip(address)));
    return this;
  }

  /** A record that does not tell who opened the connection. */
  Traffic undirected(String one, String other) {
    Workload a = world.workload(one);
    Workload b = world.workload(other);
    Flow flow = flow(TCP, 33_000);
    flow.sourcePort = 8_080;
    flow.destinationPort = 9_090;
    table.addUndirected("", a, b, flow, pods(a).get(0), pods(b).get(0), null);
    return this;
  }

  static Party unmapped() {
    return new Party.Unknown(UnknownReason.UNMAPPED_ADDRESS, "");
  }

  private void add(
      Party client, Party server, int protocol, int port, int from, int to, IpAddress address) {
    EdgeKey key =
        new EdgeKey(cluster(client, server), client, server, protocol, port, !verdict.forwarded());
    for (int i = 0; i < repeats; i++) {
      Flow flow = flow(protocol, port);
      flow.epochMillis = millis + i * stepMillis;
      table.add(key, flow, from, to, address);
    }
  }

  private static String cluster(Party client, Party server) {
    return client instanceof Workload from
        ? from.cluster()
        : server instanceof Workload to ? to.cluster() : "";
  }

  private Flow flow(int protocol, int port) {
    Flow flow = new Flow();
    flow.protocol = protocol;
    flow.sourcePort = clientPort;
    flow.destinationPort = port;
    flow.epochMillis = millis;
    flow.reporter = Reporter.CLIENT;
    flow.verdict = verdict;
    flow.answer = answer;
    flow.vantage = vantage;
    flow.flags = flags;
    flow.connections = flow.has(Flow.MIDSTREAM) ? 0 : 1;
    return flow;
  }

  private List<Integer> pods(Workload workload) {
    RoaringBitmap all = world.inventory().podsOf(workload);
    List<Integer> ids = new ArrayList<>();
    all.forEach((org.roaringbitmap.IntConsumer) ids::add);
    if (ids.isEmpty()) {
      throw new AssertionError(workload + " has no pods");
    }
    return ids;
  }

  private static IpAddress ip(String address) {
    return address.isEmpty() ? null : IpAddress.parse(address).orElseThrow();
  }

  Edges edges() {
    return table.resolve(Listeners.NONE);
  }
}

package io.sluice.analyzer.edge;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records of every kind between a few parties, whose pods have the ids 0 to 19. */
public final class RandomRecords {
  private static final List<Party> PARTIES =
      List.of(
          new Workload("", "shop", "Deployment", "cart"),
          new Workload("", "shop", "StatefulSet", "database"),
          new Workload("", "web", "Deployment", "front"),
          new Party.Node("", "aks-1", false),
          new Party.External(),
          new Party.Unknown(UnknownReason.UNMAPPED_ADDRESS, ""));

  private RandomRecords() {}

  /** What one record adds to a table. */
  public interface Addition {
    void to(EdgeTable table);
  }

  /** Between 50 and some 1500 records, so that rows fold and turn in some tables. */
  public static List<Addition> of(Random random) {
    List<Addition> records = new ArrayList<>();
    int count = 50 + random.nextInt(1500);
    int portRange = random.nextBoolean() ? 12 : 300;
    int parties = 1 + random.nextInt(random.nextBoolean() ? 2 : PARTIES.size());
    boolean tidy = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      records.add(record(random, parties, portRange, tidy));
    }
    for (int scans = random.nextInt(3); scans > 0; scans--) {
      records.addAll(scan(random));
    }
    return records;
  }

  /** What somebody tried of one server, mostly in vain; some of it with many traits. */
  public static List<Addition> scan(Random random) {
    Party from = PARTIES.get(random.nextInt(PARTIES.size()));
    Party to = PARTIES.get(random.nextInt(3));
    int first = random.nextInt(60_000);
    int ports = 20 + random.nextInt(300);
    int hours = random.nextBoolean() ? 1 : 200;
    List<Addition> records = new ArrayList<>();
    for (int i = random.nextInt(800); i > 0; i--) {
      Flow flow = flow(random, 300);
      flow.protocol = 6;
      flow.destinationPort = random.nextInt(200) == 0 ? -1 : first + random.nextInt(ports);
      flow.verdict = random.nextInt(50) == 0 ? ObservedVerdict.DROPPED : ObservedVerdict.FORWARDED;
      int answer = random.nextInt(40);
      flow.answer = answer == 0 ? Answer.YES : answer == 1 ? Answer.UNKNOWN : Answer.NO;
      flow.epochMillis = 1_700_000_000_000L + random.nextInt(hours * 3_600_000);
      flow.flags &= random.nextInt(10) == 0 ? ~0 : ~Flow.MIDSTREAM;
      int fromPod = pod(random, from);
      int toPod = pod(random, to);
      IpAddress address = address(random, from, to);
      EdgeKey key = new EdgeKey("", from, to, 6, flow.destinationPort, !flow.verdict.forwarded());
      records.add(
          table -> {
            EdgeRow row = table.row(key);
            row.add(flow, ServerAddress.OWN, fromPod, toPod, address);
            if (toPod > 15) {
              row.alsoServedBy(toPod - 1);
              row.alsoOpenedBy(toPod - 2);
            }
          });
    }
    return records;
  }

  private static Addition record(Random random, int parties, int portRange, boolean tidy) {
    Party from = PARTIES.get(random.nextInt(parties));
    Party to = PARTIES.get(random.nextInt(parties));
    Flow flow = flow(random, portRange);
    int fromPod = pod(random, from);
    int toPod = pod(random, to);
    IpAddress address = address(random, from, to);
    if (random.nextInt(3) == 0) {
      if (tidy) {
        orderPorts(random, flow, PARTIES.indexOf(from) < PARTIES.indexOf(to));
      }
      return table -> table.addUndirected("", from, to, flow, fromPod, toPod, address);
    }
    EdgeKey key =
        new EdgeKey("", from, to, flow.protocol, flow.destinationPort, !flow.verdict.forwarded());
    ServerAddress logged = ServerAddress.values()[random.nextInt(3)];
    return table -> table.row(key).add(flow, logged, fromPod, toPod, address);
  }

  /** As real connections have them: one end's port is a service's, the other's is not. */
  private static void orderPorts(Random random, Flow flow, boolean destinationServes) {
    int service = random.nextBoolean() ? 80 : 443;
    int ephemeral = 50_000 + random.nextInt(100);
    flow.sourcePort = destinationServes ? ephemeral : service;
    flow.destinationPort = destinationServes ? service : ephemeral;
  }

  private static Flow flow(Random random, int portRange) {
    Flow flow = new Flow();
    flow.protocol = random.nextInt(4) == 0 ? 17 : 6;
    flow.sourcePort = port(random, portRange);
    flow.destinationPort = port(random, portRange);
    flow.epochMillis = 1_700_000_000_000L + random.nextInt(5 * 86_400_000);
    flow.reporter = Reporter.values()[random.nextInt(3)];
    flow.verdict = ObservedVerdict.values()[random.nextInt(4)];
    flow.answer = Answer.values()[random.nextInt(3)];
    flow.vantage = Vantage.values()[random.nextInt(2)];
    flow.family = AddressFamily.values()[random.nextInt(40) == 0 ? random.nextInt(3) : 0];
    flow.connections = random.nextInt(3);
    flow.bytes = random.nextInt(1000);
    flow.flags = random.nextInt(32);
    return flow;
  }

  private static int port(Random random, int range) {
    int choice = random.nextInt(12);
    return choice == 0 ? -1 : choice < 4 ? 80 : 40_000 + random.nextInt(range);
  }

  private static int pod(Random random, Party party) {
    return party instanceof Workload ? random.nextInt(20) : EdgeTable.NO_POD;
  }

  private static @Nullable IpAddress address(Random random, Party from, Party to) {
    if (from instanceof Workload && to instanceof Workload) {
      return null;
    }
    return random.nextBoolean()
        ? IpAddress.ofV4(0xCB007100 + random.nextInt(50))
        : IpAddress.ofV6(0x20010db800000000L, random.nextInt(50));
  }
}

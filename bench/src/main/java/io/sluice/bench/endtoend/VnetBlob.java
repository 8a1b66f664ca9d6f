package io.sluice.bench.endtoend;

import io.sluice.bench.endtoend.Exchange.Fate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;

/**
 * Writes an hour of one network interface as a VNet flow log of version 4: records of about 32 KB,
 * in each the tuples by the rule that decided.
 */
final class VnetBlob {
  private static final int RECORD_BYTES = 32_000;
  private static final String[] RULES = {
    "DefaultRule_AllowVnetInBound",
    "DefaultRule_AllowVnetOutBound",
    "UserRule_web",
    "DefaultRule_AllowInternetOutBound",
    "DefaultRule_DenyAllInBound",
    "PlatformRule"
  };
  private static final int DENY = 4;

  private final Mixture traffic;
  private final Machine machine;
  private final SplittableRandom random;
  private final Clock clock = new Clock();
  private final Bytes[] byRule = new Bytes[RULES.length];
  private long records;

  /**
   * A blob of a machine's interface.
   *
   * @param noise the share of the records that are {@link Noise}, from 0 to 1
   */
  VnetBlob(Fleet fleet, Machine machine, SplittableRandom random, double noise) {
    this.traffic = new Mixture(fleet, new AtMachine(fleet, machine, random), random, noise);
    this.machine = machine;
    this.random = random;
    for (int i = 0; i < byRule.length; i++) {
      byRule[i] = new Bytes();
    }
  }

  /** How many tuples were written. */
  long records() {
    return records;
  }

  /** Writes about so many bytes, spread over an hour. */
  long write(OutputStream out, long startMillis, long size) throws IOException {
    Bytes to = new Bytes().put("{\"records\":[");
    long written = 0;
    while (written < size) {
      long millis = startMillis + (long) (3_540_000.0 * written / size);
      to.put(written == 0 ? "" : ",");
      record(to, millis);
      written += to.length();
      to.moveTo(out);
    }
    to.put("]}").moveTo(out);
    return written + 2;
  }

  private void record(Bytes to, long millis) {
    int filled = 0;
    while (filled < RECORD_BYTES) {
      long at = millis + random.nextInt(1000);
      filled += tuples(traffic.at(at, records), at);
    }
    to.put("{\"time\":\"");
    clock.put(to, millis + 32_000, 562_508_500, 7);
    to.put("\",\"flowLogVersion\":4,\"flowLogGUID\":\"66aa66aa-bb77-cc88-dd99-00ee00ee00ee\"");
    to.put(",\"macAddress\":\"").put(machine.mac());
    to.put("\",\"category\":\"FlowLogFlowEvent\",\"flowLogResourceID\":\"/SUBSCRIPTIONS/");
    to.put("00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/");
    to.put("MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTEUROPE/FLOWLOGS/AKS\"");
    to.put(",\"targetResourceID\":\"/subscriptions/00000000-0000-0000-0000-000000000000");
    to.put("/resourceGroups/rg-bench/providers/Microsoft.Network/virtualNetworks/vnet-bench\"");
    to.put(",\"operationName\":\"FlowLogFlowEvent\",\"flowRecords\":{\"flows\":[");
    to.put("{\"aclID\":\"00000000-1234-abcd-ef00-c1c2c3c4c5c6\",\"flowGroups\":[");
    String comma = "";
    for (int i = 0; i < RULES.length; i++) {
      if (byRule[i].length() > 0) {
        to.put(comma).put("{\"rule\":\"").put(RULES[i]).put("\",\"flowTuples\":[");
        to.put(byRule[i].take()).put("]}");
        comma = ",";
      }
    }
    to.put("]}]}}");
  }

  /** Appends the states of an exchange: begin and end mostly, or one of a longer connection. */
  private int tuples(Exchange exchange, long at) {
    Replica client = exchange.client();
    boolean out = client != null && client.machine().equals(machine);
    boolean dropped = exchange.fate() == Fate.DENIED && exchange.client() == null;
    if (dropped || random.nextInt(50) == 0) {
      return tuple(DENY, exchange, at, false, 'D', 0);
    }
    boolean outside = exchange.server() == null;
    int rule =
        random.nextInt(200) == 0 ? 5 : outside ? 3 : out ? 1 : random.nextInt(8) == 0 ? 2 : 0;
    boolean answered = exchange.fate() == Fate.ANSWERED || exchange.fate() == Fate.AUDITED;
    int packets = answered ? 3 + random.nextInt(40) : 1;
    if (random.nextInt(10) == 0) {
      return tuple(rule, exchange, at, out, 'C', packets);
    }
    int begin = tuple(rule, exchange, at, out, 'B', 0);
    long later = at + random.nextInt(5000);
    return random.nextInt(5) == 0 ? begin : begin + tuple(rule, exchange, later, out, 'E', packets);
  }

  private int tuple(int rule, Exchange exchange, long at, boolean out, char state, int packets) {
    records++;
    Bytes to = byRule[rule];
    int before = to.length();
    to.put(before == 0 ? "\"" : ",\"").put(at).put(',').put(exchange.clientAddress());
    to.put(',').put(exchange.serverAddress()).put(',').put(exchange.clientPort());
    to.put(',').put(exchange.serverPort()).put(',').put(exchange.protocol());
    to.put(out ? ",O," : ",I,").put(state).put(",NX,").put(packets);
    int back = packets > 1 ? packets - 1 : exchange.fate() == Fate.REFUSED ? packets : 0;
    to.put(',').put(packets * 60L + packets / 4 * 900L);
    to.put(',').put(back).put(',').put(back * 60L + back / 4 * 1100L).put('"');
    return to.length() - before;
  }
}

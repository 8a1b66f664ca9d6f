package io.sluice.bench;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeKey;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.bench.process.UsedHeap;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Flow;
import io.sluice.ingest.IpAddress;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Reporter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints what an edge table holds on the heap for each row, port and address of different kinds.
 */
public final class RowMemory {
  private static final int TCP = 6;
  private static final int PORTS = 65_535;
  private static final int ADDRESSES = 100_000;
  private static final int ROWS = 100_000;
  private static final int SCANNED = 8;
  private static final long NOON = 1_700_000_000_000L;
  private static final Party SERVER = workload(0);

  private final SplittableRandom random = new SplittableRandom(1);
  private final Flow flow = new Flow();
  private EdgeTable table = new EdgeTable();

  private RowMemory() {
    flow.protocol = TCP;
  }

  /** Takes nothing. */
  public static void main(String[] args) {
    RowMemory memory = new RowMemory();
    Party[] clients = new Party[ROWS];
    for (int i = 0; i < ROWS; i++) {
      clients[i] = workload(i + 1);
    }
    memory.measure("row of its own, answered", 1, ROWS, i -> memory.call(clients[i], i));
    memory.measure(
        "port tried in vain, Hubble's two records",
        SCANNED,
        PORTS,
        i -> memory.attempt(clients[i / PORTS], i % PORTS + 1, 5));
    memory.measure(
        "port tried in vain, in 24 hours",
        24 * SCANNED,
        PORTS,
        24,
        i -> memory.attempt(clients[i / PORTS % SCANNED], i % PORTS + 1, i / PORTS / SCANNED));
    memory.measure(
        "port tried in vain from 10 addresses each",
        10 * SCANNED,
        PORTS,
        10,
        i -> memory.outside(workload(i / PORTS % SCANNED), i % PORTS + 1, memory.random.nextInt()));
    memory.measure(
        "port that was stopped",
        SCANNED,
        PORTS,
        i -> memory.stopped(clients[i / PORTS], i % PORTS + 1));
    memory.measure(
        "IPv4 address of one row",
        1,
        ADDRESSES,
        i -> memory.outside(SERVER, 443, memory.random.nextInt()));
    memory.measure(
        "IPv6 address of one row",
        1,
        ADDRESSES,
        i ->
            memory.add(
                new EdgeKey("", new Party.External(), SERVER, TCP, 443, false),
                IpAddress.ofV6(0x2001_0db8L << 32 | i / 100, memory.random.nextLong())));
  }

  private static Workload workload(int number) {
    return new Workload("", "shop", "Deployment", "app-" + number);
  }

  private void measure(String what, int times, int of, IntConsumer adding) {
    measure(what, times, of, 1, adding);
  }

  /** Adds so many records, of which some are of one and the same thing. */
  private void measure(String what, int times, int of, int alike, IntConsumer adding) {
    table = new EdgeTable();
    long before = UsedHeap.bytes();
    for (int i = 0; i < times * of; i++) {
      adding.accept(i);
    }
    long bytes = UsedHeap.bytes() - before;
    int things = times * of / alike;
    System.out.printf(
        Locale.ROOT, "%,10d × %-42s %6.1f bytes%n", things, what, (double) bytes / things);
    if (table.size() == 0) {
      throw new IllegalStateException("nothing was measured");
    }
  }

  private void call(Party client, int number) {
    reset(number % 24, Answer.YES, ObservedVerdict.FORWARDED);
    add(new EdgeKey("", client, SERVER, TCP, 8080, false), null);
  }

  private void attempt(Party client, int port, int hour) {
    EdgeKey key = new EdgeKey("", client, SERVER, TCP, port, false);
    reset(hour, Answer.NO, ObservedVerdict.FORWARDED);
    add(key, null);
    flow.reporter = Reporter.SERVER;
    add(key, null);
  }

  private void outside(Party server, int port, int address) {
    reset(5, Answer.NO, ObservedVerdict.FORWARDED);
    add(new EdgeKey("", new Party.External(), server, TCP, port, false), IpAddress.ofV4(address));
  }

  private void stopped(Party client, int port) {
    reset(5, Answer.NO, ObservedVerdict.DROPPED);
    add(new EdgeKey("", client, SERVER, TCP, port, true), null);
  }

  private void reset(int hour, Answer answer, ObservedVerdict verdict) {
    flow.epochMillis = NOON + hour * 3_600_000L + random.nextInt(3_600_000);
    flow.answer = answer;
    flow.verdict = verdict;
    flow.reporter = Reporter.CLIENT;
    flow.connections = 1;
  }

  private void add(EdgeKey key, @Nullable IpAddress address) {
    table.row(key).add(flow, ServerAddress.OWN, 17, 4711, address);
  }
}

package io.sluice.ingest.batch;

import io.sluice.ingest.Account;
import io.sluice.ingest.Flow;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.decode.PartTally;
import java.util.List;

/**
 * Some flows of one log and the account of the records that were read for them: one value of a
 * topic. {@code docs/ingest.md} has its form byte by byte.
 *
 * <p>It stands for itself: ends, observers and host names are its own, and every record that it
 * counts is either skipped in it already or one of its flows. A value is read as a whole or not at
 * all. The same flows with the same account have the same bytes.
 *
 * <p>HOT PATH: reading costs a few loops over arrays of numbers, guarded by {@code
 * FlowBatchBenchmark} and proven by {@code FlowBatchLawsTest}; it allocates the batch's arrays.
 * {@link FlowReplay} hands the flows on. Immutable.
 */
public final class FlowBatch {
  private static final HostNames.Origin[] ORIGINS = HostNames.Origin.values();
  private static final BatchPart.Extent[] EXTENTS = BatchPart.Extent.values();

  private final BatchPart part;
  private final PartTally tally;
  private final HostNames names;
  private final List<byte[]> ends;
  private final List<byte[]> observers;
  private final FlowKind[] kinds;
  private final int flows;
  private final int[] source;
  private final int[] destination;
  private final int[] observer;
  private final long[] epochMillis;
  private final int[] sourcePort;
  private final int[] destinationPort;
  private final int[] kind;
  private final long[] connections;
  private final long[] bytes;

  private FlowBatch(FieldScan from) throws FlowBatchException {
    part = new BatchPart(from.text(), from.count(), from.one(EXTENTS));
    tally = TallyForm.read(from.block(), part.source());
    names = names(from.block());
    ends = from.list(() -> from.block().toByteArray());
    observers = from.list(() -> from.block().toByteArray());
    kinds = from.list(() -> FlowKind.read(from)).toArray(FlowKind[]::new);
    flows = from.below(BatchLimits.MOST_FLOWS + 1L);
    source = from.block().ints(flows, ends.size());
    destination = from.block().ints(flows, ends.size());
    observer = from.block().ints(flows, observers.size() + 1L);
    epochMillis = from.block().differences(flows);
    sourcePort = from.block().ints(flows, 1 << 16 | 1);
    destinationPort = from.block().ints(flows, 1 << 16 | 1);
    kind = from.block().ints(flows, kinds.length);
    connections = from.block().longs(flows);
    bytes = from.block().longs(flows);
    from.demandEnd();
    Account account = tally.account();
    if (account.records() - account.skipped() != flows) {
      throw FlowBatchException.damaged("its account does not add up with its flows");
    }
  }

  /** Whether a value begins as a batch does. */
  public static boolean is(byte[] value) {
    return Frame.begins(value);
  }

  /**
   * Reads a value.
   *
   * @throws FlowBatchException where it is damaged, no batch or of a newer version
   */
  public static FlowBatch read(byte[] value) throws FlowBatchException {
    byte[] content = Frame.content(value);
    return new FlowBatch(new FieldScan(content, 0, content.length));
  }

  private static HostNames names(FieldScan from) throws FlowBatchException {
    HostNames names = new HostNames();
    int addresses = from.length();
    for (int i = 0; i < addresses; i++) {
      var address = from.address();
      from.list(
          () -> {
            String host = from.text();
            names.add(address, host, from.one(ORIGINS));
            return host;
          });
    }
    from.demandEnd();
    return names;
  }

  /** Which part of which log it is. */
  public BatchPart part() {
    return part;
  }

  /** What decoding alone counted: the flows have no outcome in it yet. */
  public PartTally tally() {
    return tally;
  }

  /** How many flows it has. */
  public int flows() {
    return flows;
  }

  /** What its log calls addresses. */
  public HostNames names() {
    return names;
  }

  List<byte[]> ends() {
    return ends;
  }

  List<byte[]> observers() {
    return observers;
  }

  /**
   * Fills a cursor with a flow.
   *
   * @param endIds the ends' ids for whoever reads the cursor
   * @param observerIds the observers' ids, from place 1 on
   */
  void fill(int i, Flow flow, int[] endIds, int[] observerIds) {
    kinds[kind[i]].fill(flow);
    flow.source = endIds[source[i]];
    flow.destination = endIds[destination[i]];
    flow.observer = observerIds[observer[i]];
    flow.epochMillis = epochMillis[i];
    flow.sourcePort = sourcePort[i] - 1;
    flow.destinationPort = destinationPort[i] - 1;
    flow.connections = connections[i];
    flow.bytes = bytes[i];
  }
}

package io.sluice.ingest.batch;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.PartTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Gathers flows until they are a batch. One thread's.
 *
 * <p>HOT PATH: a flow is written as nine numbers; nothing is allocated but where columns grow, and
 * for ends, observers and kinds that the batch did not have yet.
 */
public final class FlowBatchWriter implements FlowSink {
  /** What describes an end that takes more is nothing that an API server would have accepted. */
  static final int LARGEST_END = 256 << 10;

  /** More addresses with names than that end a batch. */
  private static final int MOST_NAMED = 1_000;

  /** Cilium's name for every cluster that was given none. */
  private static final String NO_CLUSTER = "default";

  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final BatchLimits limits;
  private final String cluster;

  private final FieldBytes ends = new FieldBytes();
  private final FieldBytes seenBy = new FieldBytes();
  private final FieldBytes kinds = new FieldBytes();
  private final FlowColumns columns = new FlowColumns();
  private final Numbering endNumbers = new Numbering();
  private final Numbering observerNumbers = new Numbering();
  private final Map<Long, Integer> kindNumbers = new HashMap<>();
  private final SortedSet<String> clusters = new TreeSet<>();
  private final FieldBytes scratch = new FieldBytes();
  private long lastKind;
  private int lastKindNumber = -1;
  private int tooLarge;

  /**
   * A writer of flows whose ends and observers stand in these dictionaries.
   *
   * @param cluster the cluster of observers that name none, or ""
   */
  public FlowBatchWriter(
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      BatchLimits limits,
      String cluster) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.limits = limits;
    this.cluster = cluster;
  }

  @Override
  public Outcome accept(Flow flow) {
    int from = end(flow.source);
    int to = end(flow.destination);
    if (from < 0 || to < 0) {
      tooLarge++;
      return Outcome.MALFORMED;
    }
    columns.add(flow, from, to, observer(flow.observer), kind(flow));
    return Outcome.USED;
  }

  /** The end's number, or -1 where it is too large to be kept. */
  private int end(int id) {
    int number = endNumbers.find(id);
    if (number >= 0) {
      return number;
    }
    scratch.clear();
    Endpoint end = endpoints.get(id);
    EndForm.write(scratch, end);
    if (scratch.length() > LARGEST_END) {
      return -1;
    }
    noteCluster(end.cluster());
    ends.block(scratch);
    return endNumbers.add(id);
  }

  /** The observer's number from 1 on, or 0 where there is none. */
  private int observer(int id) {
    if (id == Flow.ABSENT && cluster.isEmpty()) {
      return 0;
    }
    int number = observerNumbers.find(id + 1);
    if (number < 0) {
      Observer seen = observer(id == Flow.ABSENT ? Observer.node("", "") : observers.get(id));
      scratch.clear();
      EndForm.write(scratch, seen);
      noteCluster(seen.cluster());
      seenBy.block(scratch);
      number = observerNumbers.add(id + 1);
    }
    return number + 1;
  }

  private Observer observer(Observer seen) {
    boolean unnamed = seen.cluster().isEmpty() || seen.cluster().equals(NO_CLUSTER);
    return unnamed && !cluster.isEmpty()
        ? new Observer(cluster, seen.node(), seen.mac(), seen.resource())
        : seen;
  }

  private int kind(Flow flow) {
    long packed = FlowKind.packed(flow);
    if (packed != lastKind || lastKindNumber < 0) {
      Integer known = kindNumbers.putIfAbsent(packed, kindNumbers.size());
      if (known == null) {
        FlowKind.of(flow).write(kinds);
      }
      lastKindNumber = known == null ? kindNumbers.size() - 1 : known;
      lastKind = packed;
    }
    return lastKindNumber;
  }

  private void noteCluster(String name) {
    if (!name.isEmpty()) {
      clusters.add(name);
    }
  }

  /** Whether a limit is reached. */
  public boolean full() {
    return columns.flows() >= limits.flows()
        || size() >= limits.bytes()
        || endpoints.hostNames().size() >= MOST_NAMED;
  }

  private int size() {
    return ends.length() + seenBy.length() + kinds.length() + columns.length();
  }

  /** How many flows wait. */
  public int flows() {
    return columns.flows();
  }

  /**
   * The flows since the last batch as a batch; host names are taken out of the dictionary.
   *
   * @param tally what was counted for exactly these flows, each of them used
   */
  public byte[] finish(BatchPart part, PartTally tally) {
    if (tally.account().used() != columns.flows() || !tally.account().addsUp()) {
      throw new IllegalStateException(
          columns.flows() + " flows, but " + tally.account().used() + " are accounted for");
    }
    FieldBytes to = new FieldBytes();
    to.text(part.source());
    to.number(part.number());
    to.single(part.extent().ordinal());
    write(to, fields -> TallyForm.write(fields, tally.noting(notes(), clusters).undecided()));
    write(to, this::writeNames);
    write(to, endNumbers.size(), ends);
    write(to, observerNumbers.size(), seenBy);
    write(to, kindNumbers.size(), kinds);
    columns.write(to);
    clear();
    return Frame.around(to.toByteArray());
  }

  private List<String> notes() {
    return tooLarge == 0
        ? List.of()
        : List.of(
            tooLarge
                + " records with an end that takes more than "
                + (LARGEST_END >> 10)
                + " KiB to describe could not be put into a batch");
  }

  private static void write(FieldBytes to, Consumer<FieldBytes> fields) {
    FieldBytes block = new FieldBytes();
    fields.accept(block);
    to.block(block);
  }

  private static void write(FieldBytes to, int count, FieldBytes items) {
    to.number(count);
    to.raw(items.toByteArray());
  }

  private void writeNames(FieldBytes to) {
    HostNames names = endpoints.hostNames();
    to.list(
        names.addresses(),
        address -> {
          to.address(address);
          to.list(
              new ArrayList<>(names.known(address).entrySet()),
              name -> {
                to.text(name.getKey());
                to.single(name.getValue().ordinal());
              });
        });
  }

  private void clear() {
    endpoints.hostNames().clear();
    List.of(ends, seenBy, kinds).forEach(FieldBytes::clear);
    columns.clear();
    endNumbers.clear();
    observerNumbers.clear();
    kindNumbers.clear();
    clusters.clear();
    lastKindNumber = -1;
    tooLarge = 0;
  }
}

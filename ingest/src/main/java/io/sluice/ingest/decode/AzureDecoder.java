package io.sluice.ingest.decode;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;

/** Takes the tuples of Azure's flow logs, whoever found them, to the next stage. */
final class AzureDecoder implements AzureParser.TupleSink {
  private final ObserverDictionary observers;
  private final AzureTuple tuple;
  private final Delivery delivery;
  private final FileTally tally;
  private final Flow flow = new Flow();
  private long skipped;
  private long fast;

  AzureDecoder(EndpointDictionary endpoints, ObserverDictionary observers, Delivery delivery) {
    this.observers = observers;
    this.delivery = delivery;
    tally = delivery.tally();
    tuple = new AzureTuple(endpoints);
  }

  @Override
  public void accept(
      char[] text,
      int offset,
      int length,
      Observer observer,
      long recordMillis,
      boolean platformRule) {
    if (skipped > 0) {
      skipped--;
      return;
    }
    tally.found();
    String problem = tuple.read(text, offset, length, recordMillis, flow);
    if (problem != null) {
      delivery.unreadable(problem);
    } else if (wanted(tuple.kind())) {
      take(observers.intern(observer), platformRule);
    }
  }

  /** The cursor, for whoever reads tuples in place. */
  Flow flow() {
    return flow;
  }

  /** Takes a tuple that was read into the cursor in place. */
  void acceptRead(AzureTuple.Kind kind, AzureHead head, boolean platformRule) {
    tally.found();
    fast++;
    if (wanted(kind)) {
      take(head.observerId(), platformRule);
    }
  }

  /** The next so many tuples have been handed on already, from the same record. */
  void skip(long tuples) {
    skipped = tuples;
  }

  /** How many tuples were read in place. */
  long fast() {
    return fast;
  }

  private boolean wanted(AzureTuple.Kind kind) {
    LogFormat format = kind == AzureTuple.Kind.VNET ? LogFormat.VNET : LogFormat.NSG;
    if (!delivery.wanted(format)) {
      return false;
    }
    tally.flow(format, flow.epochMillis);
    tally.tuple(kind);
    return true;
  }

  private void take(int observer, boolean platformRule) {
    flow.observer = observer;
    flow.flags |= platformRule ? Flow.PLATFORM_RULE : 0;
    delivery.take(flow);
  }
}

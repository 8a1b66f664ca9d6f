package io.sluice.ingest.batch;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.decode.LogParts;

/**
 * Hands the flows of batches to the next stage, as decoding would. One thread's.
 *
 * <p>HOT PATH: an end or observer is known again by its bytes, so no object is made for one that an
 * earlier batch had, nor for a flow. {@code FlowBatchBenchmark} guards it.
 */
public final class FlowReplay {
  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final ByteMemo knownEnds = new ByteMemo();
  private final ByteMemo knownObservers = new ByteMemo();
  private final Flow flow = new Flow();

  /** A replay into the dictionaries of the next stage. */
  public FlowReplay(EndpointDictionary endpoints, ObserverDictionary observers) {
    this.endpoints = endpoints;
    this.observers = observers;
  }

  /**
   * Hands on the flows of a batch, in their order.
   *
   * @param parts gets the account of the batch, and what becomes of its flows
   * @throws FlowBatchException where an end is not readable; nothing was handed on then
   */
  public void replay(FlowBatch batch, FlowSink sink, LogParts parts) throws FlowBatchException {
    int[] endIds = new int[batch.ends().size()];
    for (int i = 0; i < endIds.length; i++) {
      endIds[i] = end(batch.ends().get(i));
    }
    int[] observerIds = new int[batch.observers().size() + 1];
    observerIds[0] = Flow.ABSENT;
    for (int i = 1; i < observerIds.length; i++) {
      observerIds[i] = observer(batch.observers().get(i - 1));
    }
    endpoints.hostNames().addAll(batch.names());
    parts.add(batch.tally());
    for (int i = 0; i < batch.flows(); i++) {
      batch.fill(i, flow, endIds, observerIds);
      parts.taken(flow, sink.accept(flow));
    }
  }

  private int end(byte[] form) throws FlowBatchException {
    int id = knownEnds.find(form);
    if (id < 0) {
      id = endpoints.intern(EndForm.readEnd(new FieldScan(form, 0, form.length)));
      knownEnds.put(form, id);
    }
    return id;
  }

  private int observer(byte[] form) throws FlowBatchException {
    int id = knownObservers.find(form);
    if (id < 0) {
      id = observers.intern(EndForm.readObserver(new FieldScan(form, 0, form.length)));
      knownObservers.put(form, id);
    }
    return id;
  }
}

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
    tally.found();
    String problem = tuple.read(text, offset, length, recordMillis, flow);
    if (problem != null) {
      delivery.unreadable(problem);
      return;
    }
    LogFormat format = tuple.kind() == AzureTuple.Kind.VNET ? LogFormat.VNET : LogFormat.NSG;
    if (!delivery.wanted(format)) {
      return;
    }
    tally.flow(format, flow.epochMillis);
    tally.tuple(tuple.kind());
    flow.observer = observers.intern(observer);
    flow.flags |= platformRule ? Flow.PLATFORM_RULE : 0;
    delivery.take(flow);
  }
}

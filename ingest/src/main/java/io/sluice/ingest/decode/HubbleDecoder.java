package io.sluice.ingest.decode;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import java.util.BitSet;

/**
 * Takes Hubble records, whoever parsed them, through the rules to the next stage: malformed,
 * skipped for a reason, or a flow.
 */
final class HubbleDecoder {
  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final HubbleRules rules;
  private final Delivery delivery;
  private final FileTally tally;
  private final Flow flow = new Flow();

  /** Whose clusters are noted already. */
  private final BitSet notedEndpoints = new BitSet();

  private final BitSet notedObservers = new BitSet();

  HubbleDecoder(EndpointDictionary endpoints, ObserverDictionary observers, Delivery delivery) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.delivery = delivery;
    tally = delivery.tally();
    rules = new HubbleRules(endpoints, observers);
  }

  /** Counts a record, and hands it on if it is a flow. */
  void take(HubbleRecord record) {
    tally.found();
    LogFormat override = delivery.override();
    record.retina =
        override == null
            ? record.retina || record.verdict >= HubbleRecord.RETRANSMISSION
            : override == LogFormat.RETINA;
    LogFormat format = flavour(record);
    if (!delivery.wanted(format)) {
      return;
    }
    tally.recognise(format);
    String problem = HubbleRules.problem(record);
    if (problem != null) {
      delivery.unreadable(problem);
      return;
    }
    tally.flow(format, HubbleRules.millis(record));
    tally.hubble(record);
    Outcome skip = HubbleRules.skip(record);
    if (skip != null) {
      tally.count(skip);
      return;
    }
    HubbleNames.keep(record, endpoints.hostNames());
    rules.fill(record, flow);
    noteClusters();
    delivery.take(flow);
  }

  /** ACNS writes the line without an outer time, on nodes that AKS names. */
  private LogFormat flavour(HubbleRecord record) {
    LogFormat override = delivery.override();
    if (override != null) {
      return Delivery.isHubble(override) ? override : LogFormat.HUBBLE;
    }
    if (record.tableRow) {
      return LogFormat.CONTAINER_NETWORK_LOGS;
    }
    if (record.retina) {
      return LogFormat.RETINA;
    }
    int node = record.nodeName.indexOf('/') + 1;
    boolean plainLineOfAks =
        record.wrapped && !record.lineHasTime && record.nodeName.startsWith("aks-", node);
    return record.aggregated || plainLineOfAks ? LogFormat.ACNS : LogFormat.HUBBLE;
  }

  private void noteClusters() {
    noteCluster(flow.source);
    noteCluster(flow.destination);
    if (flow.observer != Flow.ABSENT && !notedObservers.get(flow.observer)) {
      notedObservers.set(flow.observer);
      tally.cluster(observers.get(flow.observer).cluster());
    }
  }

  private void noteCluster(int endpoint) {
    if (!notedEndpoints.get(endpoint)) {
      notedEndpoints.set(endpoint);
      tally.cluster(endpoints.get(endpoint).cluster());
    }
  }
}

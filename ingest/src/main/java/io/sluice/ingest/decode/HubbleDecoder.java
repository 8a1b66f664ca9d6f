package io.sluice.ingest.decode;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import java.util.Optional;

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
    Optional<Outcome> skip = HubbleRules.skip(record);
    if (skip.isPresent()) {
      tally.count(skip.get());
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
    if (record.retina) {
      return LogFormat.RETINA;
    }
    String node = record.nodeName.substring(record.nodeName.indexOf('/') + 1);
    boolean plainLineOfAks = record.wrapped && !record.lineHasTime && node.startsWith("aks-");
    return record.aggregated || plainLineOfAks ? LogFormat.ACNS : LogFormat.HUBBLE;
  }

  private void noteClusters() {
    tally.cluster(endpoints.get(flow.source).cluster());
    tally.cluster(endpoints.get(flow.destination).cluster());
    if (flow.observer != Flow.ABSENT) {
      tally.cluster(observers.get(flow.observer).cluster());
    }
  }
}

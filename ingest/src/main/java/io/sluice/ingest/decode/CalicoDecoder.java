package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Answer;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObservedVerdict;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Reporter;
import io.sluice.ingest.Vantage;
import org.jspecify.annotations.Nullable;

/**
 * Takes records of Calico's flow logs to the next stage. They are written client first, of each
 * connection one at either end, and counted as that end saw it: what came in there, and what went
 * out.
 */
final class CalicoDecoder {
  private static final int TCP = 6;

  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final Delivery delivery;
  private final FileTally tally;
  private final Flow flow = new Flow();

  CalicoDecoder(EndpointDictionary endpoints, ObserverDictionary observers, Delivery delivery) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.delivery = delivery;
    tally = delivery.tally();
  }

  /** Counts a record, and hands it on if it is a flow. */
  void take(CalicoRecord record) {
    tally.found();
    if (!delivery.wanted(LogFormat.CALICO)) {
      return;
    }
    tally.recognise(LogFormat.CALICO);
    String problem = problem(record);
    if (problem != null) {
      delivery.unreadable(problem);
      return;
    }
    tally.flow(LogFormat.CALICO, millis(record));
    tally.calico(record);
    fill(record);
    delivery.take(flow);
  }

  /** A window is of when it began, as in other aggregated logs. */
  private static long millis(CalicoRecord record) {
    return Timestamps.plausible(record.start) ? record.start : record.end;
  }

  private static @Nullable String problem(CalicoRecord record) {
    if (!Timestamps.plausible(millis(record))) {
      return "no time of 1990 or later in start_time or end_time";
    }
    if (!record.action.equals("allow") && !record.action.equals("deny")) {
      return "an action that is neither allow nor deny";
    }
    if (!record.reports("src") && !record.reports("dst") && !record.reports("fwd")) {
      return "a reporter that is neither src, dst nor fwd";
    }
    if (CalicoEnds.isUnknown(record.source) || CalicoEnds.isUnknown(record.destination)) {
      return "a type of an end that is none of wep, hep, ns and net";
    }
    if (record.source.badAddress || record.destination.badAddress) {
      return "an address in source_ip or dest_ip is none";
    }
    if (record.source.port == NamedEnd.BAD_PORT || record.destination.port == NamedEnd.BAD_PORT) {
      return "a port in source_port or dest_port is none";
    }
    return record.protocol == ProtocolWords.UNKNOWN ? "a protocol of no known name" : null;
  }

  private void fill(CalicoRecord record) {
    Reporter reporter = reporter(record);
    Endpoint source = CalicoEnds.endpoint(record.source, reporter == Reporter.CLIENT);
    Endpoint destination = CalicoEnds.endpoint(record.destination, reporter == Reporter.SERVER);
    flow.clear();
    flow.epochMillis = millis(record);
    flow.source = endpoints.intern(source);
    flow.destination = endpoints.intern(destination);
    flow.sourcePort = record.source.port;
    flow.destinationPort = record.destination.port;
    flow.protocol = record.protocol;
    flow.vantage = Vantage.POD;
    flow.family = AddressFamily.of(source.address(), destination.address(), AddressFamily.UNKNOWN);
    flow.orientation = Orientation.CLIENT_TO_SERVER;
    flow.reporter = reporter;
    flow.verdict = verdict(record);
    flow.answer = answer(record, reporter);
    flow.connections = Math.max(0, record.started);
    flow.bytes = Math.max(0, record.bytesIn) + Math.max(0, record.bytesOut);
    flow.flags = record.flows == 1 ? 0 : Flow.AGGREGATED;
    flow.observer =
        record.host.isEmpty() ? Flow.ABSENT : observers.intern(Observer.node("", record.host));
  }

  private static Reporter reporter(CalicoRecord record) {
    if (record.reports("src") == record.reports("dst")) {
      return Reporter.UNKNOWN;
    }
    return record.reports("src") ? Reporter.CLIENT : Reporter.SERVER;
  }

  /** What a host stopped on the way, no NetworkPolicy did: they do not apply to forwarding. */
  private static ObservedVerdict verdict(CalicoRecord record) {
    if (record.action.equals("allow")) {
      return ObservedVerdict.FORWARDED;
    }
    return record.reports("fwd") ? ObservedVerdict.FILTERED : ObservedVerdict.DROPPED;
  }

  /**
   * Whether the server answered. One packet of TCP for a flow may be the reset of a closed port; it
   * takes more to be an answer.
   */
  private static Answer answer(CalicoRecord record, Reporter reporter) {
    if (!record.action.equals("allow")) {
      return Answer.NO;
    }
    long packets = reporter == Reporter.CLIENT ? record.packetsIn : record.packetsOut;
    if (reporter == Reporter.UNKNOWN || packets == CalicoRecord.NOT_COUNTED) {
      return Answer.UNKNOWN;
    }
    long resets = record.protocol == TCP ? Math.max(1, record.flows) : 0;
    return packets > resets ? Answer.YES : packets == 0 ? Answer.NO : Answer.UNKNOWN;
  }
}

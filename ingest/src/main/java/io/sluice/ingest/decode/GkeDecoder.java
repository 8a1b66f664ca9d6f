package io.sluice.ingest.decode;

import io.sluice.ingest.AddressFamily;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes records of GKE's network policy logging to the next stage. They are of connections, written
 * client first, where a policy decided about one of the ends: the server's where the direction is
 * ingress.
 */
final class GkeDecoder {
  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final Delivery delivery;
  private final FileTally tally;
  private final Flow flow = new Flow();

  GkeDecoder(EndpointDictionary endpoints, ObserverDictionary observers, Delivery delivery) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.delivery = delivery;
    tally = delivery.tally();
  }

  /**
   * Counts a record, and hands it on if it is a flow.
   *
   * @param entry the entry of Cloud Logging around it, or the record itself
   * @param outerTime time of what both are wrapped in
   */
  void take(GkeRecord record, GkeRecord entry, long outerTime) {
    tally.found();
    if (!delivery.wanted(LogFormat.GKE_POLICY)) {
      return;
    }
    tally.recognise(LogFormat.GKE_POLICY);
    long millis = millis(record, entry, outerTime);
    String problem = problem(record);
    boolean timed = record.hasTime || entry.hasTime;
    if (problem == null && timed && millis == Timestamps.NONE) {
      problem = "no time of 1990 or later in timestamp";
    }
    if (problem != null) {
      delivery.unreadable(problem);
      return;
    }
    tally.flow(LogFormat.GKE_POLICY, millis == Timestamps.NONE ? Flow.NO_TIME : millis);
    tally.cluster(entry.cluster);
    fill(record, entry, millis);
    delivery.take(flow);
  }

  private static long millis(GkeRecord record, GkeRecord entry, long outerTime) {
    if (Timestamps.plausible(record.time)) {
      return record.time;
    }
    if (Timestamps.plausible(entry.time)) {
      return entry.time;
    }
    return Timestamps.plausible(outerTime) ? outerTime : Timestamps.NONE;
  }

  private static @Nullable String problem(GkeRecord record) {
    if (!record.disposition.equals("allow") && !record.disposition.equals("deny")) {
      return "a disposition that is neither allow nor deny";
    }
    if (!record.direction.equals("ingress") && !record.direction.equals("egress")) {
      return "a direction in connection that is neither ingress nor egress";
    }
    if (record.source.badAddress || record.destination.badAddress) {
      return "an address in connection is none";
    }
    if (record.source.port == NamedEnd.BAD_PORT || record.destination.port == NamedEnd.BAD_PORT) {
      return "a port in connection is none";
    }
    return record.protocol == ProtocolWords.UNKNOWN ? "a protocol of no known name" : null;
  }

  private void fill(GkeRecord record, GkeRecord entry, long millis) {
    String node =
        !record.node.isEmpty()
            ? record.node
            : entry.node.isEmpty() ? entry.resourceNode : entry.node;
    flow.clear();
    flow.epochMillis = millis == Timestamps.NONE ? Flow.NO_TIME : millis;
    flow.source = endpoints.intern(endpoint(record.source, node));
    flow.destination = endpoints.intern(endpoint(record.destination, node));
    flow.sourcePort = record.source.port;
    flow.destinationPort = record.destination.port;
    flow.protocol = record.protocol;
    flow.vantage = Vantage.POLICY;
    flow.family =
        AddressFamily.of(record.source.address, record.destination.address, AddressFamily.UNKNOWN);
    flow.orientation = Orientation.CLIENT_TO_SERVER;
    flow.reporter = record.direction.equals("egress") ? Reporter.CLIENT : Reporter.SERVER;
    flow.verdict =
        record.disposition.equals("deny") ? ObservedVerdict.DROPPED : ObservedVerdict.FORWARDED;
    flow.connections = record.count;
    flow.flags = record.count > 1 ? Flow.AGGREGATED : 0;
    flow.observer =
        node.isEmpty() && entry.cluster.isEmpty()
            ? Flow.ABSENT
            : observers.intern(Observer.node(entry.cluster, node));
  }

  /** A node is the observer's own host where the log says so, else some other. */
  private static Endpoint endpoint(GkeRecord.End end, String observer) {
    boolean pod = !end.namespace.isEmpty();
    boolean node = !pod && !end.node.isEmpty();
    Endpoint.Identity identity =
        !node
            ? Endpoint.Identity.NONE
            : end.node.equals(observer) ? Endpoint.Identity.HOST : Endpoint.Identity.REMOTE_NODE;
    return new Endpoint(
        "",
        end.namespace,
        end.pod,
        pod ? end.workloadKind : "",
        pod ? end.workloadName : "",
        List.of(),
        end.address,
        identity);
  }
}

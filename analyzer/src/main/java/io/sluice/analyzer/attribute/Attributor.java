package io.sluice.analyzer.attribute;

import io.sluice.analyzer.attribute.Backends.Target;
import io.sluice.analyzer.edge.EdgeRow.ServerAddress;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Orientation;
import io.sluice.ingest.Outcome;
import java.util.List;

/**
 * Turns flows into rows of an {@link EdgeTable}: which cluster, who stands at each end at that
 * time, which end is the client, and which pods stand behind a Service.
 *
 * <p>HOT PATH: everything is remembered per endpoint and per edge, so a record of a known edge
 * allocates nothing. One thread's; its table and counts are merged at the end.
 */
public final class Attributor implements FlowSink {
  private final EndpointNoise noise;
  private final ClusterChooser clusters;
  private final ClusterNumbers clusterNumbers;
  private final EndCache ends;
  private final Orienter orienter;
  private final ServiceResolver services;
  private final PartyNumbers numbers = new PartyNumbers();
  private final long snapshotMillis;
  private EdgeTable table;
  private RowFinder rows;
  private AttributionCounts counts = new AttributionCounts();

  /**
   * An attributor for one worker.
   *
   * @param bindings which observer belongs to which cluster
   */
  public Attributor(
      Inventory inventory,
      PodDirectory pods,
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      ClusterBindings bindings,
      EdgeTable table) {
    this.snapshotMillis = Math.max(0, inventory.takenAtMillis());
    this.table = table;
    this.clusterNumbers = new ClusterNumbers(inventory);
    EndpointFacts facts = new EndpointFacts(endpoints, clusterNumbers);
    this.noise = new EndpointNoise(facts);
    this.clusters =
        new ClusterChooser(inventory, endpoints, observers, bindings, clusterNumbers, facts);
    this.ends =
        new EndCache(endpoints, observers, facts, new EndResolver(inventory, pods), numbers);
    this.orienter = new Orienter(new InventoryListeners(inventory));
    this.services = new ServiceResolver(inventory, numbers);
    this.rows = new RowFinder(table, numbers);
  }

  /** A record without a time is taken as of the snapshot, or of 1970 where there is none. */
  @Override
  public Outcome accept(Flow flow) {
    if (flow.epochMillis == Flow.NO_TIME) {
      flow.epochMillis = snapshotMillis;
    }
    Outcome byAddress = noise.of(flow);
    if (byAddress != Outcome.USED) {
      return byAddress;
    }
    int cluster = clusters.choose(flow);
    if (cluster < 0) {
      return cluster == ClusterChooser.OTHER ? Outcome.OTHER_CLUSTER : Outcome.AMBIGUOUS_CLUSTER;
    }
    End source = end(cluster, flow.source, flow);
    End destination = end(cluster, flow.destination, flow);
    if (isNoTraffic(flow, source, destination)) {
      return Outcome.NO_IP;
    }
    if (source.isSamePod(destination)) {
      return Outcome.LOOPBACK;
    }
    Outcome outcome = add(clusterNumbers.name(cluster), cluster, flow, source, destination);
    if (outcome == Outcome.USED) {
      counts.count(source);
      counts.count(destination);
    }
    return outcome;
  }

  private End end(int recordCluster, int endpoint, Flow flow) {
    int cluster = clusters.ofEnd(endpoint, recordCluster);
    return ends.get(
        cluster, clusterNumbers.name(cluster), endpoint, flow.observer, flow.epochMillis);
  }

  /**
   * An end of which nothing is recorded is an unknown peer where a workload stands at the other,
   * and no traffic at all where none does or the record has no protocol, such as ARP.
   */
  private static boolean isNoTraffic(Flow flow, End source, End destination) {
    boolean workload = source.isWorkload() || destination.isWorkload();
    return (source.isNothing() || destination.isNothing())
        && (!workload || flow.protocol == Flow.ABSENT);
  }

  private Outcome add(String name, int cluster, Flow flow, End source, End destination) {
    Orientation orientation = orienter.of(flow, source, destination);
    if (orientation == Orientation.CLIENT_TO_SERVER) {
      return addDirected(name, cluster, flow, source, destination, flow.destinationPort);
    }
    if (orientation == Orientation.REPLY) {
      return flow.sourcePort == Flow.ABSENT && ServicePorts.index(flow.protocol) >= 0
          ? Outcome.REPLY_WITHOUT_PORT
          : addDirected(name, cluster, flow, destination, source, flow.sourcePort);
    }
    if (!concernsPods(source, destination)) {
      return Outcome.NODE_TO_NODE;
    }
    rows.addUndirected(name, cluster, flow, source, destination);
    return Outcome.USED;
  }

  /** Traffic among nodes and with the outside is no concern of policies. */
  private static boolean concernsPods(End one, End other) {
    return one.isWorkload() || other.isWorkload() || one.isUnknown() || other.isUnknown();
  }

  private Outcome addDirected(
      String name, int cluster, Flow flow, End client, End server, int loggedPort) {
    int port = ServicePorts.index(flow.protocol) < 0 ? EdgeTable.NO_PORT : loggedPort;
    List<Target> targets =
        services.mayTranslate(server, port)
            ? services.targets(server, flow.protocol, port, flow.epochMillis)
            : List.of();
    if (!targets.isEmpty()) {
      return addTargets(name, cluster, flow, client, targets);
    }
    if (!concernsPods(client, server)) {
      return Outcome.NODE_TO_NODE;
    }
    rows.add(name, cluster, flow, ServerAddress.OWN, client, server, port);
    return Outcome.USED;
  }

  /**
   * A record with a Service's address joins the edge to each workload behind it, because any of
   * them may have got it. The connection is often reported a second time with the backend's own
   * address (at the node's interface, or by the backend), which the edge takes for another view.
   */
  private Outcome addTargets(
      String name, int cluster, Flow flow, End client, List<Target> targets) {
    ServerAddress logged =
        targets.size() == 1 ? ServerAddress.SERVICE : ServerAddress.SHARED_SERVICE;
    Outcome outcome = Outcome.NODE_TO_NODE;
    for (int i = 0; i < targets.size(); i++) {
      End server = targets.get(i).end();
      if (client.isSamePod(server)) {
        outcome = outcome == Outcome.USED ? outcome : Outcome.LOOPBACK;
      } else if (concernsPods(client, server)) {
        rows.add(name, cluster, flow, logged, client, server, targets.get(i).port());
        outcome = Outcome.USED;
      }
    }
    return outcome;
  }

  /** Fills another table from now on, and counts anew; what it knows of ends stays. */
  public void turnTo(EdgeTable next) {
    table = next;
    rows = new RowFinder(next, numbers);
    counts = new AttributionCounts();
  }

  /** The table that it fills. */
  public EdgeTable table() {
    return table;
  }

  /** How the ends of its records were told. */
  public AttributionCounts counts() {
    return counts;
  }
}

package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.ingest.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * One end of a flow, resolved: who it is, and for how long that holds. Filled by its maker, then
 * read for every record of its endpoint. One thread's.
 */
final class End {
  private static final int[] NO_PODS = {};

  /** One for all, because a log may have hundreds of thousands of addresses outside. */
  private static final Party EXTERNAL = new Party.External();

  /** Who stands there; a node as it is to pods on other nodes. */
  final Party party;

  final Origin origin;

  private final boolean workload;
  private final boolean unknown;

  /** Ids of the pods that it may be: one, or several where a log names only a workload. */
  int[] pods = NO_PODS;

  private int podCount;
  private int firstPod = EdgeTable.NO_POD;

  /** The node's own name, or the name of the node that the pod runs on, or "". */
  String node = "";

  /** The address, only of external and unknown ends, whose addresses an edge lists. */
  @Nullable IpAddress address;

  /** The Services that hold the address, else empty. */
  List<Service> services = List.of();

  /** Whether the observer means the host that it runs on itself. */
  boolean observersHost;

  /** Whether name and address speak of different pods. */
  boolean disagrees;

  /** Whether a log names the pod and the inventory lacks it. */
  boolean loggedOnly;

  /** First moment for which this holds. */
  long fromMillis = Long.MIN_VALUE;

  /** First moment for which it holds no more, {@link Long#MAX_VALUE} for never. */
  long untilMillis = Long.MAX_VALUE;

  /** Number of {@link #party} in the worker's {@link PartyNumbers}. */
  int number;

  /** Number of the party that a node is to the pods that run on it. */
  int ownNumber;

  /** What the end declares to listen on, by protocol, once it was asked for. */
  private @Nullable RoaringBitmap @Nullable [] declared;

  /** Backends by port, once they were asked for. */
  @Nullable Backends backends;

  /** The same endpoint in another stretch of time. */
  @Nullable End next;

  private End(Party party, Origin origin) {
    this.party = party;
    this.origin = origin;
    this.workload = party instanceof Workload;
    this.unknown = party instanceof Party.Unknown;
  }

  private void hasPods(int... ids) {
    pods = ids;
    podCount = ids.length;
    firstPod = ids.length == 0 ? EdgeTable.NO_POD : ids[0];
  }

  /** A pod; one on the node's own network is the node. */
  static End pod(Pod pod, Origin origin) {
    if (pod.hostNetwork()) {
      return node(pod.cluster(), pod.node(), origin);
    }
    End end = new End(pod.workload(), origin);
    end.hasPods(pod.id());
    end.node = pod.node();
    return end;
  }

  /** A workload of which the log names no pod. */
  static End workload(Workload workload, RoaringBitmap pods, Origin origin) {
    End end = new End(workload, origin);
    end.hasPods(pods.toArray());
    return end;
  }

  static End node(String cluster, String name, Origin origin) {
    End end = new End(new Party.Node(cluster, name, false), origin);
    end.node = name;
    return end;
  }

  static End external(IpAddress address, Origin origin) {
    End end = new End(EXTERNAL, origin);
    end.address = address;
    return end;
  }

  static End world() {
    return new End(new Party.World(), Origin.IDENTITY);
  }

  /** Held by Services; the first one names the party where no pod stands behind the port. */
  static End services(List<Service> services) {
    Service first = services.get(0);
    Party party = new Party.UnresolvedService(first.cluster(), first.namespace(), first.name());
    End end = new End(party, Origin.ADDRESS);
    end.services = List.copyOf(services);
    return end;
  }

  static End unknown(UnknownReason reason, String name, @Nullable IpAddress address) {
    End end = new End(new Party.Unknown(reason, name), Origin.NOTHING);
    end.address = address;
    return end;
  }

  /** Holds for no longer than this stretch of time. */
  End during(long fromMillis, long untilMillis) {
    this.fromMillis = Math.max(this.fromMillis, fromMillis);
    this.untilMillis = Math.min(this.untilMillis, untilMillis);
    return this;
  }

  End loggedOnly() {
    loggedOnly = true;
    return this;
  }

  boolean covers(long epochMillis) {
    return fromMillis <= epochMillis
        && (epochMillis < untilMillis || untilMillis == Long.MAX_VALUE);
  }

  boolean isWorkload() {
    return workload;
  }

  boolean isNode() {
    return party instanceof Party.Node;
  }

  boolean isUnknown() {
    return unknown;
  }

  boolean isService() {
    return !services.isEmpty();
  }

  boolean isNothing() {
    return party instanceof Party.Unknown unknown
        && unknown.reason() == UnknownReason.NOTHING_RECORDED;
  }

  /** Whether it declares a port; the first question about a protocol is the only costly one. */
  boolean declares(InventoryListeners listeners, int protocol, int port) {
    int index = ServicePorts.index(protocol);
    return index >= 0
        && port >= 0
        && party != EXTERNAL
        && declared(index, listeners, protocol).contains(port);
  }

  private RoaringBitmap declared(int index, InventoryListeners listeners, int protocol) {
    @Nullable RoaringBitmap[] all = declared;
    if (all == null) {
      all = new RoaringBitmap[ServicePorts.PROTOCOLS];
      declared = all;
    }
    RoaringBitmap known = all[index];
    if (known == null) {
      known = listeners.ports(party, protocol);
      all[index] = known;
    }
    return known;
  }

  /** The first of its pods, or -1. */
  int firstPod() {
    return firstPod;
  }

  /** How many it may be. */
  int podCount() {
    return podCount;
  }

  /** Whether both are one and the same pod. */
  boolean isSamePod(End other) {
    return podCount == 1 && other.podCount == 1 && firstPod == other.firstPod;
  }
}

package io.sluice.ingest.decode;

import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.Observer;
import io.sluice.ingest.ObserverDictionary;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Says who the ends and the observer of a Hubble record are, as ids of one thread's dictionaries.
 */
final class HubbleIds {
  /** Cilium's cluster name where nobody chose one, which says nothing. */
  private static final String UNNAMED_CLUSTER = "default";

  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;

  /** Ids of observers by their names as written. */
  private final Map<String, Integer> observerIds = new HashMap<>();

  HubbleIds(EndpointDictionary endpoints, ObserverDictionary observers) {
    this.endpoints = endpoints;
    this.observers = observers;
  }

  /** The endpoint's id; where the end lasts, it is looked up only once for an address. */
  @SuppressWarnings("ReferenceEquality") // what is not the same object is looked up
  int of(HubbleRecord.Side side) {
    HubbleRecord.End end = side.end;
    EndpointIds ids = end.ids;
    if (ids == null) {
      return endpoints.intern(endpoint(side));
    }
    if (end.lastId != EndpointIds.NONE && end.lastAddress == side.address) {
      return end.lastId;
    }
    int id = ids.get(side.address);
    if (id == EndpointIds.NONE) {
      id = endpoints.intern(endpoint(side));
      ids.put(side.address, id);
    }
    end.lastAddress = side.address;
    end.lastId = id;
    return id;
  }

  private static Endpoint endpoint(HubbleRecord.Side side) {
    HubbleRecord.End end = side.end;
    Collections.sort(end.labels);
    Endpoint.Identity identity =
        end.labelIdentity == Endpoint.Identity.NONE
            ? HubbleIdentities.ofNumber(end.identity)
            : end.labelIdentity;
    return new Endpoint(
        named(end.cluster),
        end.namespace.isEmpty() ? end.labelNamespace : end.namespace,
        end.pod,
        end.workloadKind,
        end.workloadName,
        end.labels,
        side.address,
        identity);
  }

  private static String named(String cluster) {
    return cluster.equals(UNNAMED_CLUSTER) ? "" : cluster;
  }

  /** The id of who wrote it, {@code cluster/node} or {@code node}; ABSENT where it does not say. */
  int observer(HubbleRecord record) {
    String name = record.nodeName.isEmpty() ? record.outerNodeName : record.nodeName;
    if (name.isEmpty()) {
      return Flow.ABSENT;
    }
    Integer known = observerIds.get(name);
    if (known == null) {
      known = observers.intern(observer(name));
      observerIds.put(name, known);
    }
    return known;
  }

  private static Observer observer(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? Observer.node("", name)
        : Observer.node(named(name.substring(0, slash)), name.substring(slash + 1));
  }
}

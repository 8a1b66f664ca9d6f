package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.Flow;
import io.sluice.ingest.ObserverDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers who an endpoint is, for each stretch of time in which the answer stays the same.
 *
 * <p>HOT PATH: a few array accesses and a comparison of times per end of a record; what is
 * remembered is bounded by the endpoints and by how often their addresses changed hands. One
 * thread's.
 */
final class EndCache {
  private final EndpointDictionary endpoints;
  private final ObserverDictionary observers;
  private final EndpointFacts facts;
  private final EndResolver resolver;
  private final PartyNumbers numbers;
  private final List<@Nullable End[]> byCluster = new ArrayList<>();
  private final PairMap<End> hosts = new PairMap<>();

  EndCache(
      EndpointDictionary endpoints,
      ObserverDictionary observers,
      EndpointFacts facts,
      EndResolver resolver,
      PartyNumbers numbers) {
    this.endpoints = endpoints;
    this.observers = observers;
    this.facts = facts;
    this.resolver = resolver;
    this.numbers = numbers;
  }

  /**
   * Who an endpoint is.
   *
   * @param cluster number and name of the cluster whose inventory knows it; a negative number for a
   *     cluster that was not given
   * @param observer observer id, which tells whose host a host is
   */
  End get(int cluster, String clusterName, int endpoint, int observer, long epochMillis) {
    boolean host = facts.isHost(endpoint);
    End first = host ? hosts.get(key(cluster, endpoint), observer) : slot(cluster, endpoint);
    for (End end = first; end != null; end = end.next) {
      if (end.covers(epochMillis)) {
        return end;
      }
    }
    End end =
        numbers.number(
            resolve(cluster, clusterName, endpoints.get(endpoint), observer, epochMillis));
    end.next = first;
    if (end.untilMillis - end.fromMillis == 1) {
      return end; // holds for this very moment only: nobody would find it again
    }
    if (host) {
      hosts.put(key(cluster, endpoint), observer, end);
    } else {
      slots(cluster)[endpoint] = end;
    }
    return end;
  }

  private static long key(int cluster, int endpoint) {
    return (long) cluster << 32 | endpoint;
  }

  private @Nullable End slot(int cluster, int endpoint) {
    @Nullable End[] slots = slots(cluster);
    if (endpoint >= slots.length) {
      slots = Arrays.copyOf(slots, Math.max(endpoint + 1, slots.length * 2));
      byCluster.set(cluster + 1, slots);
    }
    return slots[endpoint];
  }

  private @Nullable End[] slots(int cluster) {
    while (byCluster.size() <= cluster + 1) {
      byCluster.add(new End[64]);
    }
    return byCluster.get(cluster + 1);
  }

  private End resolve(
      int cluster, String clusterName, Endpoint endpoint, int observer, long epochMillis) {
    if (cluster < 0) {
      String name = endpoint.workloadName().isEmpty() ? endpoint.pod() : endpoint.workloadName();
      return End.unknown(
          UnknownReason.NAME_NOT_IN_SNAPSHOT,
          endpoint.cluster() + "/" + endpoint.namespace() + "/" + name,
          endpoint.address());
    }
    String node = observer == Flow.ABSENT ? "" : observers.get(observer).node();
    return resolver.resolve(clusterName, endpoint, node, epochMillis);
  }
}

package io.sluice.analyzer.attribute;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Holder;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.inventory.Tenure;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Tells who an end is that the log names: the pod of that name, else a pod that only the log knows
 * of a workload that the inventory knows, else whoever had the address. A name that leads nowhere
 * is unknown: the address would blame another.
 */
final class NameResolver {
  private final Inventory inventory;
  private final PodDirectory pods;
  private final AddressResolver addresses;
  private final WorkloadNames workloads;
  private final Set<String> reusedNames = new HashSet<>();

  NameResolver(Inventory inventory, PodDirectory pods, AddressResolver addresses) {
    this.inventory = inventory;
    this.pods = pods;
    this.addresses = addresses;
    this.workloads = new WorkloadNames(inventory);
    Set<String> names = new HashSet<>();
    for (Pod pod : inventory.pods()) {
      String name = fullName(pod.cluster(), pod.namespace(), pod.name());
      if (!names.add(name)) {
        reusedNames.add(name);
      }
    }
  }

  private static String fullName(String cluster, String namespace, String pod) {
    return cluster + "\u0000" + namespace + "\u0000" + pod;
  }

  /** Who an end with a namespace is. */
  End resolve(String cluster, Endpoint endpoint, long epochMillis) {
    Optional<Pod> known =
        endpoint.pod().isEmpty()
            ? Optional.empty()
            : inventory.pod(cluster, endpoint.namespace(), endpoint.pod(), epochMillis);
    return known.isPresent()
        ? ofPod(cluster, endpoint, known.get(), epochMillis)
        : ofWorkload(cluster, endpoint, epochMillis);
  }

  private End ofPod(String cluster, Endpoint endpoint, Pod pod, long epochMillis) {
    End end = End.pod(pod, Origin.POD_NAME);
    if (reusedNames.contains(fullName(cluster, pod.namespace(), pod.name()))) {
      duringLife(end, pod, epochMillis);
    }
    return checked(end, cluster, endpoint, epochMillis);
  }

  /** Between two lives of a name, the nearest pod is found anew for every record. */
  private static void duringLife(End end, Pod pod, long epochMillis) {
    if (pod.aliveAt(epochMillis)) {
      end.during(pod.startMillis(), pod.endMillis());
    } else {
      end.during(epochMillis, epochMillis + 1);
    }
  }

  private End ofWorkload(String cluster, Endpoint endpoint, long epochMillis) {
    List<Workload> fitting = workloads.find(cluster, endpoint);
    if (fitting.size() == 1) {
      End end = ofWorkload(fitting.get(0), endpoint, epochMillis);
      return end.isNode() ? end : checked(end, cluster, endpoint, epochMillis);
    }
    UnknownReason reason =
        fitting.isEmpty() ? UnknownReason.NAME_NOT_IN_SNAPSHOT : UnknownReason.AMBIGUOUS_NAME;
    String name = endpoint.namespace() + "/" + nameIn(endpoint);
    End unknown = End.unknown(reason, name, endpoint.address());
    return endpoint.pod().isEmpty() && endpoint.address() != null
        ? byAddress(unknown, cluster, endpoint, endpoint.address(), epochMillis)
        : unknown;
  }

  /** Only where the log names no pod, and only within the namespace that it names. */
  private End byAddress(
      End unknown, String cluster, Endpoint endpoint, IpAddress address, long epochMillis) {
    End end = addresses.resolve(cluster, address, epochMillis);
    return end.party instanceof Workload workload
            && workload.namespace().equals(endpoint.namespace())
        ? end
        : unknown.during(end.fromMillis, end.untilMillis);
  }

  private static String nameIn(Endpoint endpoint) {
    return !endpoint.workloadName().isEmpty()
        ? endpoint.workloadName()
        : !endpoint.pod().isEmpty() ? endpoint.pod() : String.join(",", endpoint.labels());
  }

  private End ofWorkload(Workload workload, Endpoint endpoint, long epochMillis) {
    RoaringBitmap all = inventory.podsOf(workload);
    if (isOnNodeNetwork(all)) {
      return onNode(workload, all, endpoint, epochMillis);
    }
    if (!endpoint.pod().isEmpty()) {
      return End.pod(pods.logged(workload, endpoint), Origin.WORKLOAD_NAME).loggedOnly();
    }
    return anyPodOf(workload, all, epochMillis);
  }

  private boolean isOnNodeNetwork(RoaringBitmap all) {
    return !all.isEmpty()
        && all.stream().mapToObj(inventory.pods()::get).allMatch(Pod::hostNetwork);
  }

  /** Which of its nodes, only the address can tell, unless there is only one. */
  private End onNode(Workload workload, RoaringBitmap all, Endpoint endpoint, long epochMillis) {
    List<String> nodes =
        all.stream().mapToObj(inventory.pods()::get).map(Pod::node).distinct().toList();
    String node = nodes.size() == 1 ? nodes.get(0) : "";
    End end = End.node(workload.cluster(), node, Origin.WORKLOAD_NAME);
    if (endpoint.address() == null) {
      return end;
    }
    End byAddress = addresses.resolve(workload.cluster(), endpoint.address(), epochMillis);
    return byAddress.isNode() ? byAddress : end.during(byAddress.fromMillis, byAddress.untilMillis);
  }

  /** All pods that it had at that time; all that it ever had where it had none. */
  private End anyPodOf(Workload workload, RoaringBitmap all, long epochMillis) {
    RoaringBitmap alive = new RoaringBitmap();
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    for (int id : all) {
      Pod pod = inventory.pods().get(id);
      if (pod.aliveAt(epochMillis)) {
        alive.add(id);
      }
      for (long change : new long[] {pod.startMillis(), pod.endMillis()}) {
        from = change <= epochMillis ? Math.max(from, change) : from;
        until = change > epochMillis ? Math.min(until, change) : until;
      }
    }
    return End.workload(workload, alive.isEmpty() ? all : alive, Origin.WORKLOAD_NAME)
        .during(from, until);
  }

  /** Notes whether somebody else had the address at that time. */
  private End checked(End end, String cluster, Endpoint endpoint, long epochMillis) {
    IpAddress address = endpoint.address();
    if (address == null) {
      return end;
    }
    Tenure tenure = inventory.tenure(cluster, address, epochMillis);
    if (tenure.holder() instanceof Holder.OfPod of) {
      end.disagrees =
          endpoint.pod().isEmpty()
              ? !of.pod().workload().equals(end.party)
              : !of.pod().name().equals(endpoint.pod())
                  || !of.pod().namespace().equals(endpoint.namespace());
    }
    return end.during(tenure.fromMillis(), tenure.untilMillis());
  }
}

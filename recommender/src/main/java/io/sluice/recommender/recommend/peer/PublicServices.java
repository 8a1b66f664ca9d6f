package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.inventory.Backend;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.external.PodRanges;
import io.sluice.recommender.recommend.situation.EngineLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which pods and ports have declared clients: backends of a LoadBalancer Service that is not
 * internal, or whose source ranges are given. They are declared, not a list of people's addresses.
 */
final class PublicServices {
  private static final Cidr ALL_V4 = new Cidr(new IpAddress(false, 0, 0), 0);
  private static final Cidr ALL_V6 = new Cidr(new IpAddress(true, 0, 0), 0);

  private final Inventory inventory;
  private final EngineLimits limits;
  private final Map<Target, List<Service>> services = new TreeMap<>();
  private final Map<String, List<Cidr>> ranges = new TreeMap<>();

  private record Target(int pod, String protocol, int port) implements Comparable<Target> {
    @Override
    public int compareTo(Target other) {
      int byPod = Integer.compare(pod, other.pod);
      int byProtocol = protocol.compareTo(other.protocol);
      return byPod != 0 ? byPod : byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
    }
  }

  PublicServices(Inventory inventory, EngineLimits limits) {
    this.inventory = inventory;
    this.limits = limits;
    for (Service service : inventory.services()) {
      if (service.declaredPublic() || isInternalWithRanges(service)) {
        service.ports().forEach(port -> add(service, port));
      }
    }
  }

  /** An internal load balancer is not public, but its owner may have named its clients. */
  private static boolean isInternalWithRanges(Service service) {
    return service.type().equals("LoadBalancer") && !service.sourceRanges().isEmpty();
  }

  private void add(Service service, ServicePort port) {
    for (Backend backend :
        inventory.backends(service, port.protocol(), port.port(), inventory.takenAtMillis())) {
      Target target = new Target(backend.pod().id(), port.protocol(), backend.port());
      services.computeIfAbsent(target, t -> new ArrayList<>()).add(service);
    }
  }

  /** The Service that makes a port of all these pods public; of several, the widest. */
  Optional<Service> covering(Collection<Pod> pods, String protocol, int port) {
    List<List<Service>> each = new ArrayList<>();
    for (Pod pod : pods) {
      each.add(services.getOrDefault(new Target(pod.id(), protocol, port), List.of()));
    }
    if (each.isEmpty()) {
      return Optional.empty();
    }
    List<Service> covering =
        each.get(0).stream().filter(s -> each.stream().allMatch(of -> of.contains(s))).toList();
    return covering.stream()
        .filter(service -> service.sourceRanges().isEmpty())
        .findFirst()
        .or(() -> covering.stream().findFirst());
  }

  /** The blocks that a Service opens for pods: its source ranges, or everything but pods. */
  List<PolicyPeer.IpBlock> blocks(Service service, Collection<Pod> pods) {
    List<PolicyPeer.IpBlock> blocks = new ArrayList<>();
    for (Cidr cidr : opened(service, pods)) {
      if (limits.family(cidr.base())) {
        blocks.add(
            new PolicyPeer.IpBlock(cidr, limits.except() ? podRanges(service, cidr) : List.of()));
      }
    }
    return blocks;
  }

  private static List<Cidr> opened(Service service, Collection<Pod> pods) {
    if (!service.sourceRanges().isEmpty()) {
      return service.sourceRanges().stream()
          .flatMap(text -> Cidr.parse(text.trim()).stream())
          .sorted()
          .distinct()
          .toList();
    }
    List<IpAddress> addresses = pods.stream().flatMap(p -> p.addresses().stream()).toList();
    List<Cidr> all = new ArrayList<>();
    if (addresses.isEmpty() || addresses.stream().anyMatch(a -> !a.v6())) {
      all.add(ALL_V4);
    }
    if (addresses.stream().anyMatch(IpAddress::v6)) {
      all.add(ALL_V6);
    }
    return all;
  }

  /** Where pods are inside a block; an exception must be smaller than its block. */
  private List<Cidr> podRanges(Service service, Cidr block) {
    return ranges
        .computeIfAbsent(service.cluster(), cluster -> PodRanges.of(inventory, cluster))
        .stream()
        .filter(range -> block.contains(range) && !range.equals(block))
        .toList();
  }
}

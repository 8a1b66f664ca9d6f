package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.ContainerPort;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.ServicePort;
import io.sluice.analyzer.history.LabelIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Services and the pods behind them.
 *
 * <p>EndpointSlices say who is behind a Service, but only at their own time. For a Service with a
 * selector, pods that were gone or not there yet at that time are found by the selector; a Service
 * without one has what its slices say and nothing else (the API server's own Service, whose
 * addresses lie outside the cluster on AKS).
 */
final class ServiceIndex {
  static final Comparator<Service> ORDER =
      Comparator.comparing(Service::cluster)
          .thenComparing(Service::namespace)
          .thenComparing(Service::name);

  private record Name(String cluster, String namespace, String name) {
    static Name of(Service service) {
      return new Name(service.cluster(), service.namespace(), service.name());
    }
  }

  private record NodePort(String cluster, String protocol, int port) {}

  private static final OptionalInt NOTHING = OptionalInt.empty();

  private final List<Pod> pods;
  private final List<Service> services;
  private final Map<Name, RoaringBitmap> selected = new HashMap<>();
  private final Map<Name, List<SliceBackends>> slices = new HashMap<>();
  private final Map<NodePort, Service> nodePorts = new HashMap<>();
  private final Map<Integer, List<Service>> byPod = new HashMap<>();

  ServiceIndex(List<Service> unsorted, List<Pod> pods, LabelIndex labels) {
    this.pods = pods;
    this.services = unsorted.stream().sorted(ORDER).toList();
    for (Service service : services) {
      RoaringBitmap chosen =
          labels.selected(service.cluster(), service.namespace(), service.selector());
      selected.put(Name.of(service), chosen);
      for (ServicePort port : service.ports()) {
        nodePorts.putIfAbsent(
            new NodePort(service.cluster(), port.protocol(), port.nodePort()), service);
      }
    }
  }

  /** Adds a slice of a Service; {@link #complete()} follows the last one. */
  void addSlice(String cluster, String namespace, String service, SliceBackends slice) {
    slices
        .computeIfAbsent(new Name(cluster, namespace, service), n -> new ArrayList<>())
        .add(slice);
  }

  void complete() {
    for (Service service : services) {
      for (int id : everBehind(service)) {
        byPod.computeIfAbsent(id, i -> new ArrayList<>()).add(service);
      }
    }
  }

  private RoaringBitmap everBehind(Service service) {
    RoaringBitmap all = selected(service).clone();
    slicesOf(service).forEach(slice -> slice.pods().forEach(all::add));
    return all;
  }

  private RoaringBitmap selected(Service service) {
    return selected.getOrDefault(Name.of(service), new RoaringBitmap());
  }

  private List<SliceBackends> slicesOf(Service service) {
    return slices.getOrDefault(Name.of(service), List.of());
  }

  List<Service> services() {
    return services;
  }

  List<Service> of(Pod pod) {
    return byPod.getOrDefault(pod.id(), List.of());
  }

  Optional<Service> onNodePort(String cluster, String protocol, int port) {
    return port == 0
        ? Optional.empty()
        : Optional.ofNullable(nodePorts.get(new NodePort(cluster, protocol, port)));
  }

  List<Backend> backends(Service service, String protocol, int port, long epochMillis) {
    Optional<ServicePort> found = portOf(service, protocol, port);
    if (found.isEmpty()) {
      return List.of();
    }
    List<Backend> alive = new ArrayList<>();
    List<Backend> nearly = new ArrayList<>();
    for (int id : everBehind(service)) {
      Pod pod = pods.get(id);
      OptionalInt number = portOn(service, found.get(), pod);
      if (number.isPresent() && pod.aliveAt(epochMillis)) {
        alive.add(new Backend(pod, number.getAsInt()));
      } else if (number.isPresent() && isWithinSlack(pod, epochMillis)) {
        nearly.add(new Backend(pod, number.getAsInt()));
      }
    }
    return List.copyOf(alive.isEmpty() ? nearly : alive);
  }

  /** The ports of a pod that its Services lead to. */
  Set<Integer> targetPorts(Pod pod, String protocol) {
    Set<Integer> ports = new TreeSet<>();
    for (Service service : of(pod)) {
      for (ServicePort port : service.ports()) {
        if (port.protocol().equals(protocol)) {
          portOn(service, port, pod).ifPresent(ports::add);
        }
      }
    }
    return ports;
  }

  /** The number of a Service's port on a pod; empty where the pod is not behind that port. */
  private OptionalInt portOn(Service service, ServicePort port, Pod pod) {
    List<SliceBackends> known = slicesOf(service);
    for (SliceBackends slice : known) {
      OptionalInt number = slice.pods().contains(pod.id()) ? slice.number(port) : NOTHING;
      if (number.isPresent()) {
        return number.getAsInt() > 0 ? number : targetPort(pod, port);
      }
    }
    boolean spokenFor = known.stream().anyMatch(slice -> pod.aliveAt(slice.epochMillis()));
    boolean chosen = selected(service).contains(pod.id());
    return chosen && !spokenFor ? targetPort(pod, port) : NOTHING;
  }

  private static boolean isWithinSlack(Pod pod, long epochMillis) {
    return AddressTimeline.minus(epochMillis) < pod.endMillis()
        && AddressTimeline.plus(epochMillis) >= pod.startMillis();
  }

  private static Optional<ServicePort> portOf(Service service, String protocol, int port) {
    Optional<ServicePort> own =
        service.ports().stream()
            .filter(p -> p.protocol().equals(protocol) && p.port() == port)
            .findFirst();
    return own.isPresent()
        ? own
        : service.ports().stream()
            .filter(p -> p.protocol().equals(protocol) && p.nodePort() == port && port != 0)
            .findFirst();
  }

  /** A name is looked up on this very pod, with the protocol, as the endpoints controller does. */
  static OptionalInt targetPort(Pod pod, ServicePort port) {
    if (port.targetPort().matches("[0-9]{1,5}")) {
      return OptionalInt.of(Integer.parseInt(port.targetPort()));
    }
    for (ContainerPort own : pod.ports()) {
      if (own.serves()
          && own.name().equals(port.targetPort())
          && own.protocol().equals(port.protocol())) {
        return OptionalInt.of(own.number());
      }
    }
    return OptionalInt.empty();
  }
}

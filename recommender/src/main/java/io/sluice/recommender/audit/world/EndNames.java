package io.sluice.recommender.audit.world;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.evaluate.Subject;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds ends by name: {@code ns/pod}, {@code ns/name[Kind]}, {@code ns/name} of a workload, then of
 * a Service, or an address. Pods that run count; those of the past only where none of the name
 * runs.
 */
final class EndNames {
  private static final String SERVICE = "Service";

  /** So many unknown names of a world get suggestions; each is compared with all names. */
  private static final int MOST_SUGGESTIONS = 100;

  private static final int NEAR = 3;

  private final RoaringBitmap live;
  private final AddressNames addresses;
  private final Map<String, List<Pod>> pods = new HashMap<>();
  private final Map<String, List<Pod>> byKind = new HashMap<>();
  private final Map<String, SortedSet<String>> kinds = new TreeMap<>();
  private final Map<String, List<Service>> services = new HashMap<>();
  private int suggested;

  EndNames(Inventory inventory, DirectOwners owners) {
    this.live = inventory.livePods();
    this.addresses = new AddressNames(inventory);
    for (Pod pod : inventory.pods()) {
      add(pods, pod.title(), pod);
      add(byKind, pod.title() + DirectOwners.kind("Pod"), pod);
      String workload = pod.workload().title();
      String titled = workload + DirectOwners.kind(pod.workload().kind());
      kinds.computeIfAbsent(workload, w -> new TreeSet<>()).add(titled);
      if (!titled.equals(pod.title() + DirectOwners.kind("Pod"))) {
        add(byKind, titled, pod);
      }
      owners
          .titleFor(pod)
          .filter(title -> !title.equals(titled))
          .ifPresent(title -> add(byKind, title, pod));
    }
    inventory
        .services()
        .forEach(s -> services.computeIfAbsent(s.title(), t -> new ArrayList<>()).add(s));
  }

  private static void add(Map<String, List<Pod>> to, String name, Pod pod) {
    to.computeIfAbsent(name, n -> new ArrayList<>(1)).add(pod);
  }

  NamedEnd find(String text) {
    if (text.indexOf('/') < 0) {
      return IpAddress.parse(text).map(addresses::find).orElseGet(() -> unknown(text));
    }
    if (text.endsWith("]")) {
      return ofKind(text);
    }
    if (pods.containsKey(text)) {
      return ofPods(text, pods.getOrDefault(text, List.of()));
    }
    SortedSet<String> titles = kinds.getOrDefault(text, new TreeSet<>());
    if (titles.size() > 1) {
      return new NamedEnd.Unknown(
          "\"" + text + "\" is the name of several workloads", List.copyOf(titles));
    }
    return titles.isEmpty() ? ofService(text, text) : ofKind(titles.first());
  }

  /** The Service that a port of an address belongs to, whoever else has the address. */
  Optional<NamedEnd> dialled(String text, String protocol, int port) {
    return text.indexOf('/') >= 0
        ? Optional.empty()
        : IpAddress.parse(text).flatMap(address -> addresses.dialled(address, protocol, port));
  }

  /** The Service of a name, also where a workload has it too. */
  Optional<Service> service(String title) {
    List<Service> found = services.getOrDefault(title, List.of());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private NamedEnd ofKind(String text) {
    String service = DirectOwners.kind(SERVICE);
    return text.endsWith(service)
        ? ofService(text, text.substring(0, text.length() - service.length()))
        : ofPods(text, byKind.getOrDefault(text, List.of()));
  }

  private NamedEnd ofService(String text, String title) {
    List<Service> found = services.getOrDefault(title, List.of());
    if (found.size() > 1) {
      return severalClusters(text, found.stream().map(Service::cluster).toList());
    }
    return found.isEmpty() ? unknown(text) : new NamedEnd.OfService(Doorway.byName(found.get(0)));
  }

  private NamedEnd ofPods(String text, List<Pod> all) {
    if (all.isEmpty()) {
      return unknown(text);
    }
    List<String> clusters = all.stream().map(Pod::cluster).distinct().sorted().toList();
    if (clusters.size() > 1) {
      return severalClusters(text, clusters);
    }
    List<Pod> running = all.stream().filter(pod -> live.contains(pod.id())).toList();
    List<Subject> subjects = new ArrayList<>();
    (running.isEmpty() ? all : running).forEach(pod -> subjects.add(new Subject.OfPod(pod)));
    return new NamedEnd.Subjects(subjects, running.isEmpty() ? text + " no longer runs" : "");
  }

  private static NamedEnd severalClusters(String text, List<String> clusters) {
    return new NamedEnd.Unknown(
        "\"" + text + "\" is in several clusters (" + String.join(", ", clusters) + ")", List.of());
  }

  private NamedEnd unknown(String text) {
    return new NamedEnd.Unknown("there is no \"" + text + "\" in the cluster", near(text));
  }

  private List<String> near(String text) {
    if (suggested >= MOST_SUGGESTIONS) {
      return List.of();
    }
    suggested++;
    List<String> known = new ArrayList<>(kinds.keySet());
    known.addAll(services.keySet());
    if (text.endsWith("]")) {
      known.addAll(byKind.keySet());
    }
    if (text.indexOf('/') < 0) {
      return known.stream().filter(k -> k.endsWith("/" + text)).distinct().limit(NEAR).toList();
    }
    List<String> near = NearNames.of(text, known, NEAR);
    return near.isEmpty() ? NearNames.of(text, pods.keySet(), NEAR) : near;
  }
}

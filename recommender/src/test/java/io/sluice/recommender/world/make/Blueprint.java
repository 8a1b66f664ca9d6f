package io.sluice.recommender.world.make;

import io.sluice.recommender.world.WorldOptions;
import io.sluice.recommender.world.WorldService;
import io.sluice.recommender.world.WorldWorkload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is planned of a world before anything runs in it. */
final class Blueprint {
  final WorldOptions options;
  final SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
  final List<WorldWorkload> workloads = new ArrayList<>();
  final List<WorldService> services = new ArrayList<>();
  final List<Relation> relations = new ArrayList<>();
  final SortedMap<String, List<String>> groups = new TreeMap<>();

  /** Jobs that run with a release of a Deployment. */
  final Map<WorldWorkload, WorldWorkload> migrations = new TreeMap<>(BY_TITLE);

  /** Workloads that are meant to look for open ports. */
  final List<WorldWorkload> scanners = new ArrayList<>();

  private static final Comparator<WorldWorkload> BY_TITLE =
      Comparator.comparing(WorldWorkload::title).thenComparing(WorldWorkload::kind);

  private final Set<String> titles = new HashSet<>();
  private int lastClusterIp = 256;

  Blueprint(WorldOptions options) {
    this.options = options;
  }

  void namespace(String name, Map<String, String> more) {
    SortedMap<String, String> labels = new TreeMap<>(more);
    labels.put("kubernetes.io/metadata.name", name);
    namespaces.put(name, labels);
  }

  WorldWorkload add(WorldWorkload workload) {
    if (!titles.add(workload.kind() + " " + workload.title())) {
      throw new IllegalStateException("two of " + workload);
    }
    workloads.add(workload);
    return workload;
  }

  /** A Service with an address of its own for pods of these labels. */
  WorldService service(
      String namespace, String name, Map<String, String> selector, List<WorldService.Port> ports) {
    return add(
        new WorldService(
            namespace,
            name,
            nextClusterIp(),
            new TreeMap<>(selector),
            ports,
            Optional.empty(),
            false,
            List.of()));
  }

  WorldService add(WorldService service) {
    services.add(service);
    return service;
  }

  String nextClusterIp() {
    lastClusterIp++;
    return "10.0." + lastClusterIp / 250 + "." + (1 + lastClusterIp % 250);
  }

  /** The workloads behind a Service. */
  List<WorldWorkload> behind(WorldService service) {
    return workloads.stream().filter(service::selects).toList();
  }
}

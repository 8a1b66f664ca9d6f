package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.AddressFamily;
import io.sluice.ingest.Endpoint;
import io.sluice.ingest.IpAddress;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The inventory's pods followed by the pods that only logs or stored tables name, under one
 * numbering.
 *
 * <p>Shared by all workers of a run. Numbers of logged pods follow the order of sight, so nothing
 * that is written may depend on them.
 */
public final class PodDirectory {
  private final List<Pod> inventory;
  private final List<Pod> logged = new ArrayList<>();

  /** Places in {@code logged} by all that tells such pods apart, with the id 0. */
  private final Map<Pod, Integer> places = new HashMap<>();

  /** Starts from an inventory's pods. */
  public PodDirectory(Inventory inventory) {
    this.inventory = inventory.pods();
  }

  /** The pod of an id. */
  public synchronized Pod get(int id) {
    return id < inventory.size() ? inventory.get(id) : logged.get(id - inventory.size());
  }

  /** Whether an id is one of the inventory's. */
  public boolean inInventory(int id) {
    return id < inventory.size();
  }

  /** All pods by id, as they are when they are asked for. */
  public List<Pod> all() {
    return new AbstractList<>() {
      @Override
      public Pod get(int id) {
        return PodDirectory.this.get(id);
      }

      @Override
      public int size() {
        return PodDirectory.this.size();
      }
    };
  }

  public synchronized int size() {
    return inventory.size() + logged.size();
  }

  /**
   * The pod that a log names and the inventory lacks. The first sight fixes its labels; of several
   * addresses it has the lowest of each family, whatever the order of sight.
   */
  public synchronized Pod logged(Workload workload, Endpoint endpoint) {
    TreeMap<String, String> labels = new TreeMap<>();
    for (String label : endpoint.labels()) {
      int at = label.indexOf('=');
      labels.put(at < 0 ? label : label.substring(0, at), at < 0 ? "" : label.substring(at + 1));
    }
    return logged(workload, endpoint.pod(), labels, endpoint.ip().map(List::of).orElse(List.of()));
  }

  /**
   * The pod of a stored table that the inventory lacks, with all that was known of it.
   *
   * @param workload whose pod it is here
   */
  public synchronized Pod stored(Pod pod, Workload workload) {
    if (pod.origin() == Pod.Origin.LOG) {
      return logged(workload, pod.name(), pod.labels(), pod.addresses());
    }
    Pod unnumbered = pod.withPlace(0, workload);
    return logged.get(
        places.computeIfAbsent(unnumbered, p -> add(pod.withPlace(size(), workload))));
  }

  private Pod logged(
      Workload workload, String name, SortedMap<String, String> labels, List<IpAddress> addresses) {
    int place =
        places.computeIfAbsent(
            loggedPod(0, workload, name, labels, List.of()),
            p -> add(loggedPod(size(), workload, name, labels, addresses)));
    Pod before = logged.get(place);
    List<IpAddress> lowest = lowest(before.addresses(), addresses);
    if (!lowest.equals(before.addresses())) {
      logged.set(place, loggedPod(before.id(), workload, name, labels, lowest));
    }
    return logged.get(place);
  }

  /** The lowest address of each family among both. */
  public static List<IpAddress> lowest(List<IpAddress> some, List<IpAddress> others) {
    return Stream.of(AddressFamily.IPV4, AddressFamily.IPV6)
        .flatMap(
            family ->
                Stream.concat(some.stream(), others.stream())
                    .filter(address -> AddressFamily.of(address) == family)
                    .sorted()
                    .limit(1))
        .toList();
  }

  private int add(Pod pod) {
    logged.add(pod);
    return logged.size() - 1;
  }

  private static Pod loggedPod(
      int id,
      Workload workload,
      String name,
      SortedMap<String, String> labels,
      List<IpAddress> addresses) {
    return new Pod(
        id,
        workload,
        name,
        labels,
        addresses,
        "",
        false,
        "",
        List.of(),
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Pod.Origin.LOG);
  }
}

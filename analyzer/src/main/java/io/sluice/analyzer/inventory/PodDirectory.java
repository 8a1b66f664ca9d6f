package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.ingest.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inventory's pods followed by the pods that only logs name, under one numbering.
 *
 * <p>Shared by all workers of a run. Numbers of logged pods follow the order of sight, so nothing
 * that is written may depend on them.
 */
public final class PodDirectory {
  private final List<Pod> inventory;
  private final List<Pod> logged = new ArrayList<>();
  private final Map<String, Pod> byName = new HashMap<>();

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

  public synchronized int size() {
    return inventory.size() + logged.size();
  }

  /** The pod that a log names and the inventory lacks; the first sight fixes its labels. */
  public synchronized Pod logged(Workload workload, Endpoint endpoint) {
    String key = workload.path() + "\u0000" + endpoint.pod() + "\u0000" + endpoint.labels();
    return byName.computeIfAbsent(key, k -> add(workload, endpoint));
  }

  private Pod add(Workload workload, Endpoint endpoint) {
    TreeMap<String, String> labels = new TreeMap<>();
    for (String label : endpoint.labels()) {
      int at = label.indexOf('=');
      labels.put(at < 0 ? label : label.substring(0, at), at < 0 ? "" : label.substring(at + 1));
    }
    Pod pod =
        new Pod(
            size(),
            workload,
            endpoint.pod(),
            labels,
            endpoint.ip().map(List::of).orElse(List.of()),
            "",
            false,
            "",
            List.of(),
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Pod.Origin.LOG);
    logged.add(pod);
    return pod;
  }
}

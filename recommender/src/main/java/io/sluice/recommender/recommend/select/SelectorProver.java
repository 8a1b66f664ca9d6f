package io.sluice.recommender.recommend.select;

import io.sluice.analyzer.cluster.Controller;
import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.LabelRequirement;
import io.sluice.analyzer.policy.LabelSelector;
import io.sluice.analyzer.policy.load.ApiSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds the selector of workloads and proves it against every pod that their namespace ever had.
 *
 * <p>Tried in this order, until one is exact: the controller's own selector; the smallest set of
 * stable labels; the same with {@code DoesNotExist} or {@code NotIn} against what is selected too
 * much. A label that may change with a release is taken only where the controller itself selects by
 * it, so that it stays as long as the controller does, or where the pods have no stable label: the
 * next release would walk out of any other policy that rests on it. Where nothing is exact, the
 * result names the foreign pods that it selects.
 */
public final class SelectorProver {
  private final Inventory inventory;
  private final PodRoster roster;
  private final boolean negative;
  private final Map<String, LabelIndex> indexes = new HashMap<>();
  private final RoaringBitmap present;

  public SelectorProver(Inventory inventory, PodRoster roster, boolean negative) {
    this.inventory = inventory;
    this.roster = roster;
    this.negative = negative;
    this.present = roster.present(roster.workloads());
    for (Pod pod : roster.sorted(roster.podsOf(roster.workloads()))) {
      index(pod.cluster(), pod.namespace()).add(pod.id(), pod);
    }
  }

  private LabelIndex index(String cluster, String namespace) {
    return indexes.computeIfAbsent(cluster + "\u0000" + namespace, k -> new LabelIndex());
  }

  /** Proves a selector for workloads of one namespace, taken together. */
  Selection prove(Collection<Workload> workloads) {
    Workload any = workloads.iterator().next();
    if (workloads.stream().anyMatch(SelectorProver::isRefused)) {
      return new Selection.Unprovable("Kubernetes would refuse its namespace or name");
    }
    SelectorSearch search =
        new SelectorSearch(
            index(any.cluster(), any.namespace()),
            roster,
            roster.podsOf(workloads),
            roster.present(workloads),
            present);
    List<SortedMap<String, String>> labels = labelsOf(workloads);
    if (roster.sorted(roster.present(workloads)).stream()
        .anyMatch(pod -> pod.origin() == Pod.Origin.UNLABELLED)) {
      return new Selection.Unprovable(
          "its pods are known from recorded history only, without all their labels");
    }
    if (labels.stream().anyMatch(Map::isEmpty)) {
      return new Selection.Unprovable("its pods carry no labels to select them by");
    }
    SortedMap<String, String> shared = shared(labels);
    if (shared.keySet().stream().allMatch(LabelNoise::isNoise)) {
      return new Selection.Unprovable(
          "its pods share no label but ones that change from pod to pod or release to release");
    }
    return search(search, own(workloads), shared, steady(workloads, shared));
  }

  private Selection search(
      SelectorSearch search,
      SortedMap<String, String> own,
      SortedMap<String, String> shared,
      SortedMap<String, String> steady) {
    Optional<LabelSelector> exact =
        search
            .exact(only(own, true))
            .or(() -> search.smallest(only(steady, true)))
            .or(() -> search.smallest(only(shared, true)))
            .or(() -> search.ofRuns(search.tightest(only(shared, true), own)))
            .or(() -> negated(search, own, shared));
    if (exact.isPresent()) {
      return search.proven(exact.get());
    }
    LabelSelector tightest = search.tightest(only(shared, true), own);
    if (!tightest.isEverything() && !search.selectsOthersOfToday(tightest)) {
      return search.proven(tightest);
    }
    Optional<LabelSelector> controllers = search.exact(own);
    if (controllers.isPresent() || !tightest.isEverything()) {
      return search.proven(controllers.orElse(tightest));
    }
    return search.proven(
        search
            .smallest(only(shared, false))
            .orElseGet(() -> search.tightest(only(shared, false), own)));
  }

  private Optional<LabelSelector> negated(
      SelectorSearch search, SortedMap<String, String> own, SortedMap<String, String> shared) {
    if (!negative) {
      return Optional.empty();
    }
    return search
        .negated(LabelSelector.of(only(own, true)))
        .or(() -> search.negated(search.tightest(only(shared, true), own)));
  }

  /** A snapshot is a file, and may hold what no API server ever took. */
  private static boolean isRefused(Workload workload) {
    return !ApiSyntax.isNamespace(workload.namespace()) || !ApiSyntax.isName(workload.name());
  }

  /** The labels that a policy may name: one with any other would be refused. */
  private static SortedMap<String, String> accepted(Map<String, String> labels) {
    SortedMap<String, String> accepted = new TreeMap<>(labels);
    accepted
        .entrySet()
        .removeIf(
            label ->
                !ApiSyntax.isLabelKey(label.getKey()) || !ApiSyntax.isLabelValue(label.getValue()));
    return accepted;
  }

  /** The labels of each present pod, or of the pod template where there is no pod. */
  private List<SortedMap<String, String>> labelsOf(Collection<Workload> workloads) {
    List<SortedMap<String, String>> labels = new ArrayList<>();
    for (Pod pod : roster.sorted(roster.present(workloads))) {
      labels.add(accepted(pod.labels()));
    }
    if (labels.isEmpty()) {
      for (Workload workload : workloads) {
        inventory
            .controller(workload)
            .map(controller -> accepted(controller.templateLabels()))
            .ifPresent(labels::add);
      }
    }
    return labels.isEmpty() ? List.of(new TreeMap<>()) : labels;
  }

  /** The controller's own {@code matchLabels}, but for labels that are generated. */
  private SortedMap<String, String> own(Collection<Workload> workloads) {
    TreeMap<String, String> own = new TreeMap<>();
    if (workloads.size() == 1) {
      inventory
          .controller(workloads.iterator().next())
          .filter(Controller::exactSelector)
          .ifPresent(controller -> own.putAll(controller.selector()));
    }
    own.keySet().removeIf(LabelNoise::isGenerated);
    return accepted(own);
  }

  /** What past pods had as well: labels that outlived a rollout. */
  private SortedMap<String, String> steady(
      Collection<Workload> workloads, SortedMap<String, String> shared) {
    List<SortedMap<String, String>> labels = new ArrayList<>();
    labels.add(shared);
    for (Pod pod : roster.sorted(roster.podsOf(workloads))) {
      if (pod.origin().tellsAllLabels()) {
        labels.add(accepted(pod.labels()));
      }
    }
    return shared(labels);
  }

  private static SortedMap<String, String> shared(List<SortedMap<String, String>> labels) {
    TreeMap<String, String> shared = new TreeMap<>(labels.get(0));
    for (SortedMap<String, String> others : labels) {
      shared.entrySet().removeIf(e -> !e.getValue().equals(others.get(e.getKey())));
    }
    return shared;
  }

  /** Without noise; {@code stable} also drops what may change with a release. */
  private static SortedMap<String, String> only(SortedMap<String, String> labels, boolean stable) {
    TreeMap<String, String> kept = new TreeMap<>(labels);
    kept.entrySet()
        .removeIf(
            e ->
                stable
                    ? !LabelNoise.isStable(e.getKey(), e.getValue())
                    : LabelNoise.isNoise(e.getKey()));
    return kept;
  }

  /** Whether a selector rests on a label that may change with a release. */
  static boolean restsOnLastResort(LabelSelector selector) {
    return selector.requirements().stream()
        .filter(LabelRequirement::isEquality)
        .anyMatch(r -> !LabelNoise.isStable(r.key(), r.values().first()));
  }
}

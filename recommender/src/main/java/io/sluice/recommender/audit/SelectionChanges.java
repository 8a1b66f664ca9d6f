package io.sluice.recommender.audit;

import io.sluice.analyzer.cluster.LabelNoise;
import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.inventory.PodDirectory;
import io.sluice.analyzer.policy.Direction;
import io.sluice.analyzer.policy.NetworkPolicy;
import io.sluice.analyzer.policy.PolicySet;
import io.sluice.recommender.recommend.JudgedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares the labels that workloads had when an edge table was written with those that they have
 * in the snapshot or manifests at hand: a label that the next release changes silently takes its
 * pods out of policies, or into them.
 */
final class SelectionChanges {
  private final Inventory inventory;
  private final PodDirectory pods;
  private final PolicySet policies;

  /** The labels of a workload's pods when the table was written. */
  private final SortedMap<Workload, Set<SortedMap<String, String>>> then = new TreeMap<>();

  SelectionChanges(Inventory inventory, PodDirectory pods, PolicySet policies) {
    this.inventory = inventory;
    this.pods = pods;
    this.policies = policies;
  }

  List<PolicyFinding> find(Collection<JudgedEdge> edges) {
    for (JudgedEdge judged : edges) {
      remember(judged.edge().key().client(), judged.edge().clientPods());
      remember(judged.edge().key().server(), judged.edge().serverPods());
    }
    List<PolicyFinding> findings = new ArrayList<>();
    then.forEach((workload, labels) -> compare(findings, workload, labels));
    return findings;
  }

  /** Only pods of a table's own snapshot: a log may name but some of a pod's labels. */
  private void remember(Party party, RoaringBitmap ids) {
    if (party instanceof Workload workload) {
      ids.forEach(
          (IntConsumer)
              id -> {
                Pod pod = pods.get(id);
                if (!pods.inInventory(id) && pod.origin().tellsAllLabels()) {
                  then.computeIfAbsent(workload, w -> new HashSet<>()).add(pod.labels());
                }
              });
    }
  }

  private void compare(
      List<PolicyFinding> findings, Workload workload, Set<SortedMap<String, String>> before) {
    Set<SortedMap<String, String>> now = labelsNow(workload);
    if (now.isEmpty() || now.equals(before)) {
      return;
    }
    for (NetworkPolicy policy : policies.in(workload.cluster(), workload.namespace())) {
      boolean selected = selects(policy, before);
      if (selected != selects(policy, now)) {
        findings.add(
            PolicyFinding.of(
                FindingRule.SELECTION_CHANGED,
                policy,
                workload.title(),
                policy.selectorOrigin(),
                selected
                    ? "it selected "
                        + workload.title()
                        + " and does not any more: "
                        + change(before, now)
                    : "it selects "
                        + workload.title()
                        + " and did not before: "
                        + change(before, now)));
      }
    }
    for (Direction direction : Direction.values()) {
      if (isolates(workload, direction, before) && !isolates(workload, direction, now)) {
        findings.add(newlyOpen(workload, direction, change(before, now)));
      }
    }
  }

  private static PolicyFinding newlyOpen(Workload workload, Direction direction, String change) {
    return new PolicyFinding(
        FindingRule.NEWLY_OPEN,
        workload.cluster(),
        workload.namespace(),
        workload.title(),
        direction.word(),
        Optional.empty(),
        "these policies isolated its "
            + direction.word()
            + " with the labels that it had, and nothing does now: "
            + change);
  }

  private Set<SortedMap<String, String>> labelsNow(Workload workload) {
    Set<SortedMap<String, String>> labels = new HashSet<>();
    RoaringBitmap.and(inventory.podsOf(workload), inventory.livePods())
        .forEach((IntConsumer) id -> labels.add(inventory.pods().get(id).labels()));
    return labels;
  }

  private boolean isolates(
      Workload workload, Direction direction, Set<SortedMap<String, String>> labels) {
    return policies.in(workload.cluster(), workload.namespace()).stream()
        .anyMatch(policy -> policy.isolates().contains(direction) && selects(policy, labels));
  }

  private static boolean selects(NetworkPolicy policy, Set<SortedMap<String, String>> labels) {
    return labels.stream().anyMatch(policy.podSelector()::matches);
  }

  /** {@code app=cart is now app=carts}; generated labels change with every pod and are left out. */
  private static String change(
      Set<SortedMap<String, String>> before, Set<SortedMap<String, String>> now) {
    Set<String> gone = words(before);
    gone.removeAll(words(now));
    Set<String> come = words(now);
    come.removeAll(words(before));
    return (gone.isEmpty() ? "its labels" : joined(gone))
        + (come.isEmpty() ? " are gone" : " became " + joined(come));
  }

  private static String joined(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  private static Set<String> words(Set<SortedMap<String, String>> labels) {
    Set<String> words = new HashSet<>();
    for (Map<String, String> one : labels) {
      one.forEach(
          (key, value) -> {
            if (!LabelNoise.isGenerated(key)) {
              words.add(key + "=" + value);
            }
          });
    }
    return words;
  }
}

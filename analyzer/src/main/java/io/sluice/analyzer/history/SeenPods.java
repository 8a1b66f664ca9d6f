package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.PodTraits;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.sighting.SeenHold;
import io.sluice.analyzer.sighting.SeenPod;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Joins what recorders saw to the pods of the objects, and makes pods of those that only recorders
 * saw. Labels that nobody recorded are those of the workload's template, which is an assumption;
 * without a template they stay unknown.
 */
final class SeenPods {
  private record Name(String cluster, String namespace, String name) {}

  private final WorkloadTemplates templates;
  private final OwnerResolution owners;
  private final Map<String, Set<IpAddress>> nodes = new HashMap<>();

  /** The names of the nodes of each cluster by their addresses. */
  private final Map<String, Map<IpAddress, String>> names = new HashMap<>();

  private final Map<Name, List<PodDraft>> objects = new HashMap<>();
  private final SortedSet<String> assumed = new TreeSet<>();
  private final SortedSet<String> unlabelled = new TreeSet<>();
  private final SortedSet<String> unnamed = new TreeSet<>();

  SeenPods(ObjectHistory history, OwnerResolution owners, List<PodDraft> pods) {
    this.owners = owners;
    this.templates = new WorkloadTemplates(history, pods);
    for (ObjectLife node : history.of("Node")) {
      Set<IpAddress> addresses = Set.copyOf(NodeAddresses.of(node.tree()));
      nodes.put(node.meta().cluster() + "\u0000" + node.meta().name(), addresses);
      Map<IpAddress, String> here =
          names.computeIfAbsent(node.meta().cluster(), c -> new HashMap<>());
      addresses.forEach(address -> here.put(address, node.meta().name()));
    }
    for (PodDraft pod : pods) {
      if (pod.origin == Pod.Origin.OBJECT) {
        Name name = new Name(pod.cluster(), pod.workload.namespace(), pod.name);
        objects.computeIfAbsent(name, n -> new ArrayList<>(1)).add(pod);
      }
    }
  }

  /** Adds to the objects' pods what was seen of them; returns the pods that they lack. */
  List<PodDraft> join(Collection<SeenPod> seen) {
    SortedMap<SeenPod, PodDraft> made = new TreeMap<>();
    Map<List<String>, List<SeenPod>> same =
        seen.stream()
            .collect(
                Collectors.groupingBy(
                    pod -> List.of(pod.cluster(), pod.namespace(), pod.name(), pod.uid())));
    same.values()
        .forEach(
            sights -> {
              SeenPod pod = joined(sights);
              Optional<PodDraft> object = objectOf(pod);
              PodDraft draft = object.orElseGet(() -> draft(pod));
              object.ifPresent(known -> known.goneBy(pod.goneMillis()));
              addHolds(draft, pod);
              if (object.isEmpty()) {
                made.put(pod, draft);
              }
            });
    return List.copyOf(made.values());
  }

  /** One pod of what several recordings saw of it; the last one to see it tells the rest. */
  private static SeenPod joined(List<SeenPod> sights) {
    if (sights.size() == 1) {
      return sights.get(0);
    }
    SeenPod last =
        sights.stream()
            .max(Comparator.comparingLong(SeenPod::lastMillis).thenComparing(pod -> pod))
            .orElseThrow();
    SeenPod labelled =
        sights.stream().filter(pod -> pod.labels().complete()).sorted().findFirst().orElse(last);
    return new SeenPod(
        last.cluster(),
        last.namespace(),
        last.name(),
        last.uid(),
        last.node(),
        last.ownerKind(),
        last.ownerName(),
        labelled.labels(),
        sights.stream().anyMatch(SeenPod::hostNetwork),
        last.hostAddress(),
        sights.stream().mapToLong(SeenPod::startMillis).min().orElseThrow(),
        sights.stream().mapToLong(SeenPod::goneMillis).max().orElseThrow(),
        sights.stream().flatMap(pod -> pod.holds().stream()).toList());
  }

  /**
   * The object of a pod: by uid, else by name and start, because the uid that is recorded of a
   * static pod is another one; without a uid by name and time.
   */
  private Optional<PodDraft> objectOf(SeenPod seen) {
    List<PodDraft> named =
        objects.getOrDefault(new Name(seen.cluster(), seen.namespace(), seen.name()), List.of());
    return named.stream()
        .filter(pod -> pod.uid.equals(seen.uid()))
        .findFirst()
        .or(() -> named.stream().filter(pod -> isSame(pod, seen)).findFirst());
  }

  private static boolean isSame(PodDraft pod, SeenPod seen) {
    boolean told = !pod.uid.isEmpty() && !seen.uid().isEmpty();
    return told
        ? pod.startMillis / 1000 == seen.startMillis() / 1000
        : pod.startMillis <= seen.lastMillis() && seen.startMillis() < pod.endMillis;
  }

  private PodDraft draft(SeenPod seen) {
    Workload workload = owners.workloadOf(seen, templates::knows);
    Optional<PodTemplate> template = templates.of(workload);
    Collection<String> keys = templates.keysNear(workload);
    SortedMap<String, String> labels = new TreeMap<>();
    if (!seen.labels().complete()) {
      template.ifPresent(known -> labels.putAll(known.labels()));
      (template.isPresent() ? assumed : unlabelled).add(seen.namespace() + "/" + seen.name());
      unnamed.addAll(seen.labels().unnamed(keys));
    }
    labels.putAll(seen.labels().named(keys));
    boolean host = isOnHost(seen) || template.map(PodTemplate::hostNetwork).orElse(false);
    PodTemplate known =
        new PodTemplate(
            labels,
            host,
            template.map(PodTemplate::serviceAccount).orElse(""),
            template.map(PodTemplate::ports).orElse(List.of()),
            template.map(PodTemplate::traits).orElse(PodTraits.NONE));
    return PodDraft.ofSeen(
        workload, seen, nodeOf(seen), known, seen.labels().complete() || template.isPresent());
  }

  /** The node that it was on: where nobody recorded it, the one whose address it had. */
  private String nodeOf(SeenPod seen) {
    Map<IpAddress, String> here = names.getOrDefault(seen.cluster(), Map.of());
    return seen.node().isEmpty()
        ? seen.holds().stream()
            .flatMap(hold -> Optional.ofNullable(here.get(hold.address())).stream())
            .findFirst()
            .orElse("")
        : seen.node();
  }

  /** Whether it had the address of its node. */
  private boolean isOnHost(SeenPod seen) {
    return seen.hostNetwork()
        || seen.holds().stream()
            .map(SeenHold::address)
            .anyMatch(
                nodes.getOrDefault(seen.cluster() + "\u0000" + nodeOf(seen), Set.of())::contains);
  }

  private static void addHolds(PodDraft draft, SeenPod seen) {
    for (SeenHold hold : seen.holds()) {
      draft.saw(Hold.of(hold), draft.hostNetwork);
      seen.hostAddress()
          .filter(host -> !host.equals(hold.address()))
          .ifPresent(
              host ->
                  draft.saw(
                      new Hold(
                          host, hold.fromMillis(), hold.runningMillis(), hold.untilMillis(), true),
                      true));
    }
  }

  /** What is assumed or unknown, for people. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!assumed.isEmpty()) {
      warnings.add(
          assumed.size()
              + " past pods are known without their labels, such as "
              + assumed.first()
              + ": they are assumed to have had those of their workload's template");
    }
    if (!unlabelled.isEmpty()) {
      warnings.add(
          unlabelled.size()
              + " past pods are known without their labels and without a template, such as "
              + unlabelled.first()
              + ": selectors cannot be checked against them");
    }
    if (!unnamed.isEmpty()) {
      warnings.add(
          unnamed.size()
              + " labels of kube_pod_labels stand for no one key that the cluster's objects know,"
              + " such as "
              + unnamed.first()
              + ": left unknown");
    }
    return warnings;
  }
}

package io.sluice.analyzer.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** All pods with their numbers, and the workloads that they belong to. */
final class PodCatalogue {
  final List<Pod> pods = new ArrayList<>();
  final SortedMap<Workload, RoaringBitmap> workloads = new TreeMap<>();
  final RoaringBitmap live = new RoaringBitmap();
  final Map<Workload, Controller> controllers;
  final LabelIndex labels;
  final PodNames names;
  final List<String> warnings = new ArrayList<>();

  /** What the pods were made of; the index is the id. */
  final List<PodDraft> drafts = new ArrayList<>();

  private final Map<String, Pod> byUid = new HashMap<>();

  PodCatalogue(ObjectHistory history) {
    OwnerResolution owners = new OwnerResolution(history);
    history.of("Pod").forEach(life -> drafts.add(PodDraft.of(life, owners)));
    warnings.addAll(PodSuccession.cut(drafts));
    ManifestPods manifests = ManifestPods.of(history, drafts);
    warnings.addAll(manifests.warnings());
    controllers = manifests.controllers();
    controllers.keySet().forEach(workload -> workloads.put(workload, new RoaringBitmap()));
    drafts.addAll(manifests.pods());
    drafts.sort(PodDraft.ORDER);
    drafts.forEach(this::add);
    labels = new LabelIndex(pods);
    names = new PodNames(pods);
  }

  private void add(PodDraft draft) {
    Pod pod = draft.numbered(pods.size());
    pods.add(pod);
    workloads.computeIfAbsent(pod.workload(), workload -> new RoaringBitmap()).add(pod.id());
    if (!draft.finished && pod.endMillis() == Long.MAX_VALUE) {
      live.add(pod.id());
    }
    if (!draft.uid.isEmpty()) {
      byUid.put(uidKey(pod.cluster(), pod.namespace(), pod.name(), draft.uid), pod);
    }
  }

  /** A pod by its uid, and by its name too, because lists edited by hand repeat uids. */
  Optional<Pod> byUid(String cluster, String namespace, String name, String uid) {
    return Optional.ofNullable(byUid.get(uidKey(cluster, namespace, name, uid)));
  }

  private static String uidKey(String cluster, String namespace, String name, String uid) {
    return String.join("\u0000", cluster, namespace, name, uid);
  }
}

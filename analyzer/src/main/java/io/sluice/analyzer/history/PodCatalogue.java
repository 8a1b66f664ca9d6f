package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.Controller;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.sighting.SeenPod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/** All pods with their numbers, and the workloads that they belong to. */
public final class PodCatalogue {
  private final List<Pod> pods = new ArrayList<>();
  private final SortedMap<Workload, RoaringBitmap> workloads = new TreeMap<>();
  private final RoaringBitmap live = new RoaringBitmap();
  private final Map<Workload, Controller> controllers;
  private final LabelIndex labels;
  private final PodNames names;
  private final List<String> warnings = new ArrayList<>();

  private final List<PodDraft> drafts = new ArrayList<>();

  private final Map<String, Pod> byUid = new HashMap<>();

  /** Pods of the objects, and those that only recorders saw. */
  public PodCatalogue(ObjectHistory history, Collection<SeenPod> seen) {
    OwnerResolution owners = new OwnerResolution(history);
    history.of("Pod").forEach(life -> drafts.add(PodDraft.of(life, owners)));
    warnings.addAll(FieldTypes.warnings(history));
    if (!seen.isEmpty()) {
      SeenPods recorded = new SeenPods(history, owners, drafts);
      drafts.addAll(recorded.join(seen));
      warnings.addAll(recorded.warnings());
    }
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

  /** All pods; the index is the number. */
  public List<Pod> pods() {
    return Collections.unmodifiableList(pods);
  }

  /** What the pods were made of; the index is the number. */
  public List<PodDraft> drafts() {
    return Collections.unmodifiableList(drafts);
  }

  /** Numbers of each workload's pods over all time, also of workloads without pods. */
  public SortedMap<Workload, RoaringBitmap> workloads() {
    return Collections.unmodifiableSortedMap(workloads);
  }

  /** Numbers of the pods that run at the end. */
  public RoaringBitmap live() {
    return live.clone();
  }

  /** The workloads' own objects. */
  public Map<Workload, Controller> controllers() {
    return Collections.unmodifiableMap(controllers);
  }

  public LabelIndex labels() {
    return labels;
  }

  /** What is odd about the pods and their owners, for people. */
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** The pod of that name that ran at that time, else the one nearest to it. */
  public Optional<Pod> byName(String cluster, String namespace, String name, long epochMillis) {
    return names.at(cluster, namespace, name, epochMillis);
  }

  /** A pod by its uid, and by its name too, because lists edited by hand repeat uids. */
  public Optional<Pod> byUid(String cluster, String namespace, String name, String uid) {
    return Optional.ofNullable(byUid.get(uidKey(cluster, namespace, name, uid)));
  }

  private static String uidKey(String cluster, String namespace, String name, String uid) {
    return String.join("\u0000", cluster, namespace, name, uid);
  }
}

package io.sluice.analyzer.history;

import io.sluice.analyzer.cluster.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Pods by namespace and by label, as bitmaps. */
public final class LabelIndex {
  private record Place(String cluster, String namespace) {}

  private record Label(Place place, String key, String value) {}

  private final Map<Place, RoaringBitmap> namespaces = new HashMap<>();
  private final Map<Label, RoaringBitmap> labels = new HashMap<>();

  LabelIndex(List<Pod> pods) {
    for (Pod pod : pods) {
      Place place = new Place(pod.cluster(), pod.namespace());
      namespaces.computeIfAbsent(place, p -> new RoaringBitmap()).add(pod.id());
      pod.labels()
          .forEach(
              (key, value) ->
                  labels
                      .computeIfAbsent(new Label(place, key, value), l -> new RoaringBitmap())
                      .add(pod.id()));
    }
  }

  /** A namespace's pods; the caller's own copy. */
  public RoaringBitmap in(String cluster, String namespace) {
    return namespaces.getOrDefault(new Place(cluster, namespace), new RoaringBitmap()).clone();
  }

  /** The pods of a namespace that have all these labels; none where there are no labels. */
  public RoaringBitmap selected(String cluster, String namespace, Map<String, String> selector) {
    if (selector.isEmpty()) {
      return new RoaringBitmap();
    }
    RoaringBitmap selected = in(cluster, namespace);
    Place place = new Place(cluster, namespace);
    selector.forEach(
        (key, value) ->
            selected.and(labels.getOrDefault(new Label(place, key, value), new RoaringBitmap())));
    return selected;
  }
}

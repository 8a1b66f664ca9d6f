package io.sluice.recommender.world.make;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the workloads of a namespace are labelled.
 *
 * @param scheme which habit
 * @param namespace whose
 * @param changing labels that change with each release
 */
record Labelling(Scheme scheme, String namespace, SortedSet<String> changing) {
  /** Habits that are met in the wild. */
  enum Scheme {
    APP,
    APP_AND_TIER,
    RECOMMENDED,
    K8S_APP,
    HELM,
    COMPONENT_OF_ONE_APP
  }

  /** Labels, and those of them that the controller selects by. */
  record Labels(SortedMap<String, String> all, SortedMap<String, String> match) {
    static Labels of(Map<String, String> match, Map<String, String> more) {
      SortedMap<String, String> all = new TreeMap<>(match);
      all.putAll(more);
      return new Labels(all, new TreeMap<>(match));
    }
  }

  static Labelling draw(Draw draw, String namespace) {
    Scheme scheme = Scheme.values()[draw.weighted(30, 15, 20, 8, 15, 12)];
    SortedSet<String> changing = new TreeSet<>();
    if (scheme == Scheme.RECOMMENDED || scheme == Scheme.HELM) {
      changing.addAll(List.of("app.kubernetes.io/version", "helm.sh/chart"));
    } else if (draw.chance(0.5)) {
      changing.add("version");
    }
    if (draw.chance(0.25)) {
      changing.add(draw.chance(0.5) ? "commit" : "chart");
    }
    return new Labelling(scheme, namespace, changing);
  }

  /** The labels of a workload. */
  Labels of(String name, String tier) {
    String prefix = "app.kubernetes.io/";
    return switch (scheme) {
      case APP -> Labels.of(Map.of("app", name), Map.of());
      case APP_AND_TIER -> Labels.of(Map.of("app", name), Map.of("tier", tier));
      case RECOMMENDED ->
          Labels.of(
              Map.of(prefix + "name", name, prefix + "instance", namespace + "-" + name),
              Map.of(prefix + "component", tier, prefix + "part-of", namespace));
      case K8S_APP -> Labels.of(Map.of("k8s-app", name), Map.of());
      case HELM ->
          Labels.of(
              Map.of(prefix + "name", chart(name), prefix + "instance", name),
              Map.of(prefix + "managed-by", "Helm"));
      case COMPONENT_OF_ONE_APP -> Labels.of(Map.of("app", namespace, "component", name), Map.of());
    };
  }

  /** Several releases of a chart share its name: only the instance tells them apart. */
  private static String chart(String name) {
    return name.replaceAll("-?[0-9]+$", "");
  }
}

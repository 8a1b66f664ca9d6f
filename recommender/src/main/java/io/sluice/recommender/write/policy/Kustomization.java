package io.sluice.recommender.write.policy;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** The {@code kustomization.yaml} of a folder: its resources, sorted, in that very order. */
final class Kustomization {
  static final String FILE = "kustomization.yaml";

  /** Names that kustomize takes as well; two of them in one folder is an error to it. */
  static final List<String> OTHER_NAMES = List.of("kustomization.yml", "Kustomization");

  /** Names that never hold a policy. */
  static final Set<String> NAMES = Set.of(FILE, "kustomization.yml", "Kustomization");

  private Kustomization() {}

  static String of(SortedSet<String> resources) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
    resources.forEach(resource -> yaml.append("- ").append(YamlScalar.of(resource)).append('\n'));
    // Without it kustomize reorders by kind, and policies must be applied as they stand.
    return yaml.append("sortOptions:\n  order: fifo\n").toString();
  }
}

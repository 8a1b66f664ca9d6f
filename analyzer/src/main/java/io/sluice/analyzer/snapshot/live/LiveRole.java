package io.sluice.analyzer.snapshot.live;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ClusterRole with which a cluster can be read, and nothing else be done. */
public final class LiveRole {
  private LiveRole() {}

  /** As YAML. */
  public static String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: sluice-snapshot
            rules:
            """);
    byGroup()
        .forEach(
            (group, resources) ->
                yaml.append("  - apiGroups: [\"")
                    .append(group)
                    .append("\"]\n    resources: [")
                    .append(String.join(", ", resources))
                    .append("]\n    verbs: [get, list, watch]\n"));
    return yaml.toString();
  }

  private static Map<String, SortedSet<String>> byGroup() {
    Map<String, SortedSet<String>> resources = new TreeMap<>();
    for (LiveKind kind : LiveKind.all()) {
      for (String group : kind.groups()) {
        resources.computeIfAbsent(group, g -> new TreeSet<>()).add(kind.plural());
      }
    }
    return resources;
  }
}

package io.sluice.recommender.pr.plan;

import io.sluice.recommender.pr.PullRequestSettings;
import java.util.Locale;
import java.util.SortedSet;

/**
 * What the user wants of pull requests.
 *
 * @param clusterName the cluster's name in branches and titles
 * @param path the folder in the repository, "" for its top
 * @param grouping what goes into one pull request
 * @param settings the settings
 * @param tighten whether rules and policies that nothing needs are proposed for removal
 * @param allowWidening whether a removal may open pods
 * @param namespaces only these; all where there are none
 * @param elsewhere where what does not fit into a description stands, in words
 */
public record PlanOptions(
    String clusterName,
    String path,
    Grouping grouping,
    PullRequestSettings settings,
    boolean tighten,
    boolean allowWidening,
    SortedSet<String> namespaces,
    String elsewhere) {
  /** What goes into one pull request. */
  public enum Grouping {
    NAMESPACE,
    WORKLOAD,
    ALL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean concerns(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }

  /** A path below the folder as one from the top of the repository. */
  String fromTheTop(String below) {
    return path.isEmpty() ? below : path + "/" + below;
  }
}

package io.sluice.recommender.pr.plan;

import io.sluice.recommender.pr.GroupKey;
import io.sluice.recommender.pr.PullRequestSettings;
import io.sluice.recommender.pr.files.EvidenceFile;
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
 * @param commentChars how much fits into a comment of the host; 0 where there are none
 */
public record PlanOptions(
    String clusterName,
    String path,
    Grouping grouping,
    PullRequestSettings settings,
    boolean tighten,
    boolean allowWidening,
    SortedSet<String> namespaces,
    int commentChars) {
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

  /**
   * Where what does not fit into a description stands, in words.
   *
   * @param wholeChars how long it is
   */
  String elsewhere(GroupKey key, int wholeChars) {
    return wholeChars <= commentChars
        ? "in the comment below"
        : "in " + fromTheTop(EvidenceFile.pathOf(key.file()));
  }

  /** A path below the folder as one from the top of the repository. */
  String fromTheTop(String below) {
    return path.isEmpty() ? below : path + "/" + below;
  }
}

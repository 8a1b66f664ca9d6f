package io.sluice.recommender.pr;

import io.sluice.recommender.recommend.external.Globs;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The key {@code pullRequests} of the settings.
 *
 * @param clusterName {@code clusterName}: the cluster's name in branches and titles
 * @param stage {@code stage}: how far namespaces go that {@code stages} does not name
 * @param stages {@code stages}: how far namespaces go, by name or glob
 * @param labels {@code labels}: further labels
 * @param draft {@code draft}: when pull requests are drafts
 * @param tightenAfterDays {@code tightenAfterDays}: days with data after which what was not seen is
 *     no longer needed
 * @param authorName {@code author.name}: the bot that commits
 * @param authorEmail {@code author.email}: its address
 * @param host about the host
 */
public record PullRequestSettings(
    Optional<String> clusterName,
    Stage stage,
    SortedMap<String, Stage> stages,
    List<String> labels,
    Draft draft,
    int tightenAfterDays,
    String authorName,
    String authorEmail,
    HostSettings host) {
  /** What holds without settings. */
  public static final PullRequestSettings DEFAULTS =
      new PullRequestSettings(
          Optional.empty(),
          Stage.BOTH,
          new TreeMap<>(),
          List.of(),
          Draft.AUTO,
          30,
          "Sluice",
          "sluice@localhost",
          HostSettings.DEFAULTS);

  public PullRequestSettings {
    stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
    labels = List.copyOf(labels);
  }

  /** When pull requests are drafts. */
  public enum Draft {
    /** While a workload is learning, or something that was recorded would be denied. */
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How far a namespace goes: its own name counts before globs, and those in their order. */
  public Stage stageOf(String namespace) {
    Stage own = stages.get(namespace);
    if (own != null) {
      return own;
    }
    for (Map.Entry<String, Stage> entry : stages.entrySet()) {
      if (Globs.matches(entry.getKey(), namespace)) {
        return entry.getValue();
      }
    }
    return stage;
  }
}

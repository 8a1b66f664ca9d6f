package io.sluice.recommender.pr;

import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What {@code pullRequests} of the settings says about the host.
 *
 * @param apiUrl {@code apiUrl}: base of its REST interface, where that is not where it usually is
 * @param reviewers {@code reviewers}: ids that Azure DevOps asks to review
 * @param verifiedCommits {@code verifiedCommits}: whether GitHub makes and signs the commits
 */
public record HostSettings(
    Optional<URI> apiUrl, SortedSet<String> reviewers, boolean verifiedCommits) {
  /** What holds without settings. */
  public static final HostSettings DEFAULTS =
      new HostSettings(Optional.empty(), new TreeSet<>(), false);

  public HostSettings {
    reviewers = Collections.unmodifiableSortedSet(new TreeSet<>(reviewers));
  }
}

package io.sluice.recommender.pr.remote;

import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a user says about the host.
 *
 * @param provider what it is; AUTO to tell it from the URL
 * @param api base of its REST interface, where that is not where it usually is: {@code
 *     https://HOST/api/v3} of GitHub, {@code https://HOST/api/v4} of GitLab, the collection of
 *     Azure DevOps
 * @param reviewers ids that Azure DevOps asks to review; the others have CODEOWNERS files for that
 */
public record HostChoice(Provider provider, Optional<URI> api, SortedSet<String> reviewers) {
  public HostChoice {
    reviewers = Collections.unmodifiableSortedSet(new TreeSet<>(reviewers));
  }

  /** Told from the URL. */
  public static HostChoice auto() {
    return of(Provider.AUTO);
  }

  public static HostChoice of(Provider provider) {
    return new HostChoice(provider, Optional.empty(), new TreeSet<>());
  }
}

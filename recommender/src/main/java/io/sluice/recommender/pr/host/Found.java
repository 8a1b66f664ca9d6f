package io.sluice.recommender.pr.host;

import io.sluice.recommender.pr.host.PullRequest.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A pull request with the time at which it ended, to choose among several of one branch.
 *
 * @param pullRequest as its host has it
 * @param ended when it was closed or merged; {@link Instant#MIN} while it is open, or unknown
 */
public record Found(PullRequest pullRequest, Instant ended) {
  private static final Comparator<Found> OLDEST_FIRST =
      Comparator.comparing(found -> found.pullRequest.number());

  /** Of a time as hosts write it, which may be "". */
  public static Found of(PullRequest pullRequest, String ended) {
    return new Found(pullRequest, time(ended));
  }

  /**
   * The open one; of several open ones (into different bases) the oldest, which is ours rather than
   * a later one of somebody else's. With none open, the one that ended last.
   */
  public static Optional<PullRequest> choose(Collection<Found> all) {
    Optional<Found> open =
        all.stream().filter(f -> f.pullRequest.state() == State.OPEN).min(OLDEST_FIRST);
    return open.or(
            () -> all.stream().max(Comparator.comparing(Found::ended).thenComparing(OLDEST_FIRST)))
        .map(Found::pullRequest);
  }

  private static Instant time(String text) {
    try {
      return text.isEmpty() ? Instant.MIN : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      // Its number then decides: a time that cannot be read is no reason to find nothing.
      return Instant.MIN;
    }
  }
}

package io.sluice.recommender.recommend.decision;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import java.util.Collection;
import java.util.Optional;

/**
 * A decision that a direction of a workload may be closed although something holds it open.
 *
 * @param workload which workloads
 * @param direction which direction; empty means both
 * @param hold the word of what holds it open, such as {@code partial-source}
 * @param sponsor who stands for it
 */
public record HoldDecision(
    NamePattern workload, Optional<Direction> direction, String hold, Sponsor sponsor) {
  /** The word that accepts that a workload of which no traffic is known is cut off. */
  public static final String NO_TRAFFIC = "no-traffic";

  /** Whether it releases a hold of workloads that share a policy. */
  public boolean releases(Collection<Workload> members, Direction held, String word) {
    return hold.equals(word)
        && direction.map(d -> d == held).orElse(true)
        && members.stream().allMatch(member -> workload.matches(member.title()));
  }

  /** {@code accept shop/web ingress partial-source}. */
  public String title() {
    return "accept " + workload + direction.map(d -> " " + d.word()).orElse("") + " " + hold;
  }
}

package io.sluice.recommender.recommend.external;

import io.sluice.analyzer.policy.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * Which blocks may stand for addresses.
 *
 * @param widestIpv4 the shortest prefix of an IPv4 block
 * @param widestIpv6 the shortest prefix of an IPv6 block
 * @param except whether ranges may be cut out of a block
 * @param closed what no block may hold
 */
public record CoverBounds(int widestIpv4, int widestIpv6, boolean except, ClosedSpace closed) {
  /** More exceptions in one block are harder to review than another block. */
  private static final int MOST_EXCEPTIONS = 8;

  /** The block as it may be opened, without what is closed; empty where it may not be. */
  Optional<Cut> permit(Cidr block) {
    int widest = block.base().v6() ? widestIpv6 : widestIpv4;
    if (block.prefixLength() < widest || closed.holds(block)) {
      return Optional.empty();
    }
    List<Cidr> inside = closed.inside(block, MOST_EXCEPTIONS + 1);
    return inside.isEmpty() || (except && inside.size() <= MOST_EXCEPTIONS)
        ? Optional.of(new Cut(block, inside))
        : Optional.empty();
  }
}

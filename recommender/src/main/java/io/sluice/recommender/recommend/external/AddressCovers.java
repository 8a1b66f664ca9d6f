package io.sluice.recommender.recommend.external;

import io.sluice.ingest.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Covers of all the addresses of a policy, within the blocks that its rules have in common. */
public final class AddressCovers {
  private AddressCovers() {}

  /**
   * Addresses that one rule lists.
   *
   * @param addresses of one family, none of which is in the closed space
   * @param bounds what may stand for them
   */
  public record Listed(Collection<IpAddress> addresses, CoverBounds bounds) {}

  /**
   * The blocks that stand for a list of addresses, and how many others they open.
   *
   * @param blocks sorted
   * @param unseen addresses opened that are not in the list
   */
  public record Cover(List<Cut> blocks, BigInteger unseen) {}

  /**
   * The covers that open the fewest addresses.
   *
   * @param rules per rule the lists in it
   * @param mostPerRule the most blocks in a rule
   * @param mostTogether the most blocks in all rules
   * @return per rule and list a cover; empty where no covers keep within the numbers
   */
  public static Optional<List<List<Cover>>> cover(
      List<List<Listed>> rules, int mostPerRule, int mostTogether) {
    int most = Math.min(mostPerRule, mostTogether);
    if (most < 1) {
      return Optional.empty();
    }
    List<List<CoverSearch>> searches = new ArrayList<>();
    List<Allotment> perRule = new ArrayList<>();
    List<@Nullable BigInteger[]> costs = new ArrayList<>();
    for (List<Listed> lists : rules) {
      List<CoverSearch> ofRule =
          lists.stream().map(l -> new CoverSearch(l.addresses(), most, l.bounds())).toList();
      Allotment allotment = new Allotment(ofRule.stream().map(CoverSearch::unseen).toList(), most);
      searches.add(ofRule);
      perRule.add(allotment);
      costs.add(allotment.costs());
    }
    Allotment together = new Allotment(costs, mostTogether);
    OptionalInt best = together.best();
    return best.isEmpty()
        ? Optional.empty()
        : Optional.of(covers(searches, perRule, together.shares(best.getAsInt())));
  }

  private static List<List<Cover>> covers(
      List<List<CoverSearch>> searches, List<Allotment> perRule, List<Integer> shares) {
    List<List<Cover>> covers = new ArrayList<>();
    for (int rule = 0; rule < searches.size(); rule++) {
      List<Cover> ofRule = new ArrayList<>();
      List<Integer> shareOfList = perRule.get(rule).shares(shares.get(rule));
      for (int list = 0; list < shareOfList.size(); list++) {
        ofRule.add(searches.get(rule).get(list).cover(shareOfList.get(list)));
      }
      covers.add(ofRule);
    }
    return covers;
  }
}

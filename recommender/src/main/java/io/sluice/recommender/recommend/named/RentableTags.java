package io.sluice.recommender.recommend.named;

import io.sluice.analyzer.policy.Cidr;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Set;

/**
 * Which service tags are ways out: whoever may send data to any of their addresses may send it to
 * an account or a machine that a stranger rents there.
 */
public final class RentableTags {
  /** Services where every customer of Azure gets an address or a name of his own. */
  private static final Set<String> RENTABLE =
      Set.of(
          "AppService",
          "AzureCloud",
          "AzureContainerRegistry",
          "AzureCosmosDB",
          "AzureFrontDoor",
          "EventHub",
          "Internet",
          "ServiceBus",
          "Sql",
          "Storage");

  /** So many IPv4 addresses, a /16 full, are more than one service of one's own. */
  static final BigInteger MANY = BigInteger.valueOf(65_536);

  private RentableTags() {}

  /** Whether a tag is one, by its name or by its size in IPv4. */
  public static boolean isWayOut(String tag, Collection<Cidr> ranges) {
    int dot = tag.indexOf('.');
    return RENTABLE.contains(dot < 0 ? tag : tag.substring(0, dot))
        || RangeSet.size(ranges.stream().filter(range -> !range.base().v6()).toList())
                .compareTo(MANY)
            > 0;
  }
}

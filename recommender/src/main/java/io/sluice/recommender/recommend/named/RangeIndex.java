package io.sluice.recommender.recommend.named;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Named ranges by address: the narrowest one wins; of the same range the first origin, then the
 * name that has the fewest ranges, because {@code Storage.WestEurope} says more than {@code
 * AzureCloud}.
 */
public final class RangeIndex {
  private final Map<Cidr, NamedRange> best = new HashMap<>();
  private final SortedMap<String, TreeSet<Cidr>> byTitle = new TreeMap<>();
  private final TreeSet<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());

  public RangeIndex(Collection<NamedRange> ranges) {
    for (NamedRange range : ranges) {
      byTitle.computeIfAbsent(range.title(), t -> new TreeSet<>()).add(range.range());
      lengths.add(range.range().prefixLength());
    }
    Comparator<NamedRange> order =
        Comparator.comparing(NamedRange::origin)
            .thenComparingInt(range -> ranges(range.title()).size())
            .thenComparing(NamedRange::name);
    for (NamedRange range : ranges) {
      best.merge(range.range(), range, (a, b) -> order.compare(a, b) <= 0 ? a : b);
    }
  }

  /** The narrowest range around an address. */
  public Optional<NamedRange> narrowest(IpAddress address) {
    for (int length : lengths) {
      if (length <= address.bitLength()) {
        NamedRange found = best.get(new Cidr(address, length));
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** The ranges under a title, sorted. */
  public List<Cidr> ranges(String title) {
    return List.copyOf(byTitle.getOrDefault(title, new TreeSet<>()));
  }

  /** All titles, sorted. */
  public List<String> titles() {
    return List.copyOf(byTitle.keySet());
  }
}

package io.sluice.recommender.recommend.peer;

import io.sluice.analyzer.policy.Cidr;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.Settings;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The named groups of addresses outside the cluster ({@code externals.groups}). */
public final class NamedRanges {
  private final Settings settings;

  public NamedRanges(Settings settings) {
    this.settings = settings;
  }

  /** The group of an address: of several, the one with the narrowest range around it. */
  Optional<String> groupOf(IpAddress address) {
    String best = "";
    int length = -1;
    for (String name : settings.externalGroups().keySet()) {
      for (Cidr cidr : ranges(name)) {
        if (cidr.contains(address) && cidr.prefixLength() > length) {
          best = name;
          length = cidr.prefixLength();
        }
      }
    }
    return length < 0 ? Optional.empty() : Optional.of(best);
  }

  public List<Cidr> ranges(String group) {
    return settings.externalGroups().getOrDefault(group, List.of()).stream()
        .sorted()
        .distinct()
        .toList();
  }

  /** What is opened with a group: {@code group payments: 1 of its 256 addresses was seen}. */
  public String note(String group, int seen) {
    return "group "
        + group
        + ": "
        + seen
        + " of its "
        + size(group)
        + " addresses "
        + (seen == 1 ? "was" : "were")
        + " seen";
  }

  /** Addresses of a group; a range inside another one of the group counts once. */
  private BigInteger size(String group) {
    List<Cidr> ranges = ranges(group);
    BigInteger size = BigInteger.ZERO;
    for (Cidr cidr : ranges) {
      if (ranges.stream().noneMatch(other -> !other.equals(cidr) && other.contains(cidr))) {
        size = size.add(BigInteger.ONE.shiftLeft(cidr.base().bitLength() - cidr.prefixLength()));
      }
    }
    return size;
  }
}

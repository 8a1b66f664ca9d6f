package io.sluice.recommender.recommend.named;

import io.sluice.analyzer.inventory.Inventory;
import io.sluice.analyzer.policy.Cidr;
import io.sluice.analyzer.policy.PolicyPeer;
import io.sluice.ingest.IpAddress;
import io.sluice.recommender.recommend.Settings;
import io.sluice.recommender.recommend.external.ClosedSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ranges outside the cluster that have a name: groups of the settings, service tags and
 * resources of Azure. A group, and a tag or resource that {@code externals.open} names, takes the
 * place of the addresses in it; the others only say whose an address is.
 */
public final class NamedRanges {
  private static final String TAG = NamedRange.Origin.SERVICE_TAG.title();

  private final RangeIndex opened;
  private final RangeIndex all;
  private final ClosedSpace cluster;
  private final SortedMap<String, List<Cidr>> merged = new TreeMap<>();

  /** None at all. */
  public static NamedRanges none() {
    return new NamedRanges(Settings.defaults(), ClosedSpace.ofClusters(Inventory.empty()));
  }

  /**
   * The ranges of settings.
   *
   * @param cluster where the clusters' own addresses are
   */
  public NamedRanges(Settings settings, ClosedSpace cluster) {
    this.cluster = cluster;
    List<NamedRange> groups = new ArrayList<>();
    settings
        .externalGroups()
        .forEach(
            (name, ranges) ->
                ranges.forEach(
                    range -> groups.add(new NamedRange(NamedRange.Origin.GROUP, name, range))));
    List<NamedRange> open = new ArrayList<>(groups);
    settings.externals().known().stream().filter(settings.externals()::opens).forEach(open::add);
    List<NamedRange> known = new ArrayList<>(groups);
    known.addAll(settings.externals().known());
    this.opened = new RangeIndex(open);
    this.all = new RangeIndex(known);
  }

  /** Whether a group, or a resource of the operator's, has an address: it is no stranger's. */
  public boolean isKnown(IpAddress address) {
    return groupOf(address).isPresent()
        || all.narrowest(address).filter(NamedRange::isResource).isPresent();
  }

  /** The title of what takes the place of an address: the narrowest range around it. */
  public Optional<String> groupOf(IpAddress address) {
    return opened.narrowest(address).map(NamedRange::title);
  }

  /** Whose an address is; empty where nothing but a group says so, which stands in its place. */
  public List<String> namesOf(IpAddress address) {
    return all
        .narrowest(address)
        .filter(range -> range.origin() != NamedRange.Origin.GROUP)
        .map(NamedRange::title)
        .stream()
        .toList();
  }

  /**
   * Whether a private address is known to be outside: it is a resource's, or in a subnet that holds
   * nothing of the clusters.
   */
  public boolean isOfResource(IpAddress address) {
    return all.narrowest(address)
        .filter(range -> range.isResource() && !cluster.meets(range.range()))
        .isPresent();
  }

  /** The subnets that hold all of these addresses and nothing of a closed space; or none. */
  public List<NamedRange> subnetsOf(Collection<IpAddress> addresses, ClosedSpace closed) {
    Map<String, NamedRange> subnets = new TreeMap<>();
    for (IpAddress address : addresses) {
      Optional<NamedRange> subnet =
          all.narrowest(address)
              .filter(range -> range.origin() == NamedRange.Origin.SUBNET)
              .filter(range -> !closed.meets(range.range()));
      if (subnet.isEmpty()) {
        return List.of();
      }
      subnets.put(subnet.get().range().toString(), subnet.get());
    }
    return List.copyOf(subnets.values());
  }

  /** The ranges under a title; of a file's, the fewest that hold the same. */
  public List<Cidr> ranges(String title) {
    return merged.computeIfAbsent(
        title,
        t -> {
          List<Cidr> ranges = opened.ranges(t);
          return isTag(t) ? RangeSet.merged(ranges) : ranges;
        });
  }

  /** What is opened with a title: {@code group payments: 1 of its 256 addresses was seen}. */
  public String note(String title, int seen) {
    return String.format(
        Locale.ROOT,
        "%s: %,d of its %,d addresses %s seen",
        title,
        seen,
        RangeSet.size(ranges(title)),
        seen == 1 ? "was" : "were");
  }

  /** The service tags among those opened that lead to machines of strangers, by a block of them. */
  public List<String> waysOut(PolicyPeer.IpBlock block) {
    return opened.titles().stream()
        .filter(title -> isTag(title) && ranges(title).contains(block.cidr()))
        .filter(title -> RentableTags.isWayOut(title.substring(TAG.length()), ranges(title)))
        .toList();
  }

  /** Addresses that a title holds, in words. */
  public String size(String title) {
    return String.format(Locale.ROOT, "%,d", RangeSet.size(ranges(title)));
  }

  private static boolean isTag(String title) {
    return title.startsWith(TAG);
  }
}

package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.Service;
import io.sluice.analyzer.cluster.UnknownReason;
import io.sluice.analyzer.inventory.AddressTimeline.Claim;
import io.sluice.ingest.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who had which address when, cluster by cluster. */
final class AddressIndex {
  private static final Holder OUTSIDE = new Holder.Outside();
  private static final Holder UNMAPPED = new Holder.Nobody(UnknownReason.UNMAPPED_ADDRESS);
  private static final Holder STALE = new Holder.Nobody(UnknownReason.STALE_MAPPING);

  private final Map<String, Map<IpAddress, List<Claim>>> claims = new TreeMap<>();
  private final Map<String, Map<IpAddress, AddressTimeline>> timelines = new HashMap<>();
  private final Map<String, AddressTimeline> unheld = new HashMap<>();
  private final Map<String, AddressRanges> podRanges = new HashMap<>();

  void claim(String cluster, IpAddress address, Claim claim) {
    claims
        .computeIfAbsent(cluster, name -> new HashMap<>())
        .computeIfAbsent(address, a -> new ArrayList<>(1))
        .add(claim);
  }

  /** A range that pods of a cluster have addresses from, so that none of it is ever outside. */
  void podRange(String cluster, String cidr) {
    podRanges.computeIfAbsent(cluster, name -> new AddressRanges()).add(cidr);
  }

  /**
   * Ends the filling of one cluster.
   *
   * @param horizonMillis from when on running pods are stale, {@link Long#MAX_VALUE} for never
   */
  void complete(String cluster, long horizonMillis) {
    unheld.put(cluster, AddressTimeline.of(List.of(), horizonMillis, UNMAPPED, STALE));
    Map<IpAddress, AddressTimeline> made = new HashMap<>();
    claims
        .getOrDefault(cluster, Map.of())
        .forEach(
            (address, of) -> {
              boolean inside = isInside(cluster, address);
              Holder nobody = inside ? UNMAPPED : OUTSIDE;
              Holder later = inside || hasPod(of) ? STALE : OUTSIDE;
              made.put(address, AddressTimeline.of(of, horizonMillis, nobody, later));
            });
    timelines.put(cluster, made);
  }

  private static boolean hasPod(List<Claim> claims) {
    for (Claim claim : claims) {
      if (claim.holder() instanceof Holder.OfPod) {
        return true;
      }
    }
    return false;
  }

  Tenure tenure(String cluster, IpAddress address, long epochMillis) {
    AddressTimeline timeline = timelines.getOrDefault(cluster, Map.of()).get(address);
    if (timeline != null) {
      return timeline.at(epochMillis);
    }
    AddressTimeline nobody = unheld.get(cluster);
    if (!isInside(cluster, address) || nobody == null) {
      Holder holder = isInside(cluster, address) ? UNMAPPED : OUTSIDE;
      return new Tenure(holder, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return nobody.at(epochMillis);
  }

  private boolean isInside(String cluster, IpAddress address) {
    AddressRanges ranges = podRanges.get(cluster);
    return address.isPrivate() || (ranges != null && ranges.contains(address));
  }

  /** The Services that an address belongs to, in order. */
  List<Service> services(String cluster, IpAddress address) {
    return claims.getOrDefault(cluster, Map.of()).getOrDefault(address, List.of()).stream()
        .filter(claim -> claim.holder() instanceof Holder.OfService)
        .map(claim -> ((Holder.OfService) claim.holder()).service())
        .sorted(ServiceIndex.ORDER)
        .toList();
  }

  /** Addresses that two clusters have, with the clusters' names; Service addresses left out. */
  SortedMap<IpAddress, SortedSet<String>> shared() {
    if (claims.size() < 2) {
      return new TreeMap<>();
    }
    Map<IpAddress, SortedSet<String>> clusters = new HashMap<>();
    claims.forEach(
        (cluster, addresses) ->
            addresses.forEach(
                (address, of) -> {
                  if (address.isPrivate() && hasPod(of)) {
                    clusters.computeIfAbsent(address, a -> new TreeSet<>()).add(cluster);
                  }
                }));
    clusters.values().removeIf(names -> names.size() < 2);
    return new TreeMap<>(clusters);
  }
}

package io.sluice.analyzer.cluster;

import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.SortedMap;

/**
 * A node.
 *
 * @param cluster cluster name
 * @param name name
 * @param addresses internal and external addresses
 * @param podCidrs its pod ranges, as written in the object
 * @param labels labels
 * @param os {@code linux}, {@code windows} or ""
 */
public record Node(
    String cluster,
    String name,
    List<IpAddress> addresses,
    List<String> podCidrs,
    SortedMap<String, String> labels,
    String os) {
  /** The same as it is met over one address family. */
  public Node ofFamily(boolean v6) {
    List<IpAddress> some = addresses.stream().filter(address -> address.v6() == v6).toList();
    return new Node(cluster, name, some, podCidrs, labels, os);
  }
}

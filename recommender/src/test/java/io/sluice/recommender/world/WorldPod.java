package io.sluice.recommender.world;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * One pod over its life.
 *
 * @param number its place among all pods of the world
 * @param owner name of its ReplicaSet or Job, of its controller, or ""
 * @param labels all its labels, with those of its revision
 * @param addresses IPv4 first; the node's for hostNetwork pods
 * @param start when it got its addresses
 * @param end when it gave them back; far in the future for pods that outlive the world
 */
public record WorldPod(
    int number,
    WorldWorkload workload,
    String name,
    String owner,
    SortedMap<String, String> labels,
    List<String> addresses,
    WorldNode node,
    Instant start,
    Instant end) {

  /** The IPv4 address. */
  public String ip() {
    return addresses.get(0);
  }

  /** {@code namespace/name}. */
  public String title() {
    return workload.namespace() + "/" + name;
  }

  /** Whether it has its addresses at that time. */
  public boolean aliveAt(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorldPod pod && pod.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return title();
  }
}

package io.sluice.analyzer.inventory;

import io.sluice.analyzer.cluster.Party;
import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.cluster.UnknownReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who had one address, over all time, as stretches of one answer each; a look-up is a binary
 * search.
 */
final class AddressTimeline {
  /**
   * A claim on the address: the holder, and from when until when.
   *
   * @param seen whether a recorder saw it in that time, so that it stands however long ago the last
   *     snapshot was; otherwise its own objects tell
   */
  record Claim(Holder holder, long startMillis, long endMillis, boolean seen) {
    boolean holdsAt(long millis) {
      return startMillis <= millis && millis < endMillis;
    }

    boolean mayHoldAt(long millis) {
      return minus(startMillis) <= millis && millis < plus(endMillis);
    }

    Pod pod() {
      return ((Holder.OfPod) holder).pod();
    }
  }

  private static final Comparator<Claim> NEWEST_FIRST =
      Comparator.comparingLong(Claim::startMillis)
          .reversed()
          .thenComparing(claim -> rank(claim.holder))
          .thenComparing(Claim::seen)
          .thenComparing(Claim::endMillis)
          .thenComparing(claim -> claim.holder.toString());

  private final long[] from;
  private final Holder[] holders;

  private AddressTimeline(long[] from, Holder[] holders) {
    this.from = from;
    this.holders = holders;
  }

  /**
   * Joins claims into a timeline.
   *
   * @param horizonMillis from when on what the snapshots say of running pods is stale
   * @param nobody who has the address when no claim stands
   * @param nobodyLater the same after the horizon
   */
  static AddressTimeline of(
      List<Claim> claims, long horizonMillis, Holder nobody, Holder nobodyLater) {
    List<Claim> sorted = new ArrayList<>(claims);
    sorted.sort(NEWEST_FIRST);
    List<Claim> effective = lastingWhereAlone(sorted);
    List<Claim> coming = new ArrayList<>(effective);
    coming.sort(Comparator.comparingLong(claim -> minus(claim.startMillis)));
    List<Claim> standing = new ArrayList<>();
    int next = 0;
    long[] moments = moments(effective, horizonMillis);
    long[] starts = new long[moments.length];
    List<Holder> answers = new ArrayList<>();
    for (long moment : moments) {
      while (next < coming.size() && minus(coming.get(next).startMillis) <= moment) {
        standing.add(coming.get(next++));
      }
      standing.removeIf(claim -> !claim.mayHoldAt(moment));
      Holder none = moment >= horizonMillis ? nobodyLater : nobody;
      Holder answer = at(standing, moment, moment >= horizonMillis, none);
      if (answers.isEmpty() || !answers.get(answers.size() - 1).equals(answer)) {
        starts[answers.size()] = moment;
        answers.add(answer);
      }
    }
    return new AddressTimeline(
        Arrays.copyOf(starts, answers.size()), answers.toArray(new Holder[0]));
  }

  /** When an answer may change, from the beginning of time on. */
  private static long[] moments(List<Claim> claims, long horizonMillis) {
    long[] moments = new long[2 + 4 * claims.size()];
    int count = 0;
    moments[count++] = Long.MIN_VALUE;
    moments[count++] = horizonMillis;
    for (Claim claim : claims) {
      moments[count++] = minus(claim.startMillis);
      moments[count++] = claim.startMillis;
      moments[count++] = claim.endMillis;
      moments[count++] = plus(claim.endMillis);
    }
    return Arrays.stream(moments).sorted().distinct().toArray();
  }

  /**
   * A node or Service without a rival has its address at all times: nodes are registered anew and
   * Services are older than their objects tell after a restore.
   */
  private static List<Claim> lastingWhereAlone(List<Claim> claims) {
    if (claims.size() != 1 || claims.get(0).holder instanceof Holder.OfPod || claims.get(0).seen) {
      return claims;
    }
    return List.of(new Claim(claims.get(0).holder, Long.MIN_VALUE, Long.MAX_VALUE, false));
  }

  private static Holder at(List<Claim> claims, long millis, boolean late, Holder nobody) {
    // So it is at nearly every address, and this is asked several times for each.
    if (claims.isEmpty()) {
      return nobody;
    }
    if (claims.size() == 1) {
      Claim only = claims.get(0);
      return late && only.holder instanceof Holder.OfPod && !only.seen ? nobody : only.holder;
    }
    boolean pods = claims.stream().allMatch(claim -> claim.holder instanceof Holder.OfPod);
    List<Claim> standing = pods && late ? claims.stream().filter(Claim::seen).toList() : claims;
    if (standing.isEmpty()) {
      return nobody;
    }
    boolean onlyOthers = standing.stream().noneMatch(c -> c.holder instanceof Holder.OfPod);
    if (standing.size() == 1 || onlyOthers || (pods && interchangeable(standing))) {
      return nearest(standing, millis).holder;
    }
    return new Holder.Nobody(
        UnknownReason.AMBIGUOUS_ADDRESS,
        standing.stream()
            .map(claim -> title(claim.holder))
            .distinct()
            .sorted()
            .collect(Collectors.joining(Party.Unknown.OR)));
  }

  private static String title(Holder holder) {
    if (holder instanceof Holder.OfPod of) {
      return of.pod().workload().title();
    }
    return holder instanceof Holder.OfNode of
        ? "node " + of.node().name()
        : "service " + ((Holder.OfService) holder).service().title();
  }

  /** Replicas of one workload with the same labels: whichever it was, the policies are the same. */
  private static boolean interchangeable(List<Claim> pods) {
    Pod first = pods.get(0).pod();
    return pods.stream()
        .map(Claim::pod)
        .allMatch(
            pod -> pod.workload().equals(first.workload()) && pod.labels().equals(first.labels()));
  }

  /** A node's address can also be a Service's (externalIPs): then it is the node's. */
  private static Claim nearest(List<Claim> standing, long millis) {
    return standing.stream()
        .min(
            Comparator.comparingInt((Claim claim) -> rank(claim.holder))
                .thenComparing(claim -> !claim.holdsAt(millis))
                .thenComparing(NEWEST_FIRST))
        .orElseThrow();
  }

  private static int rank(Holder holder) {
    return holder instanceof Holder.OfNode ? 0 : holder instanceof Holder.OfService ? 1 : 2;
  }

  Tenure at(long millis) {
    int found = Arrays.binarySearch(from, millis);
    int index = found >= 0 ? found : -found - 2;
    long until = index + 1 < from.length ? from[index + 1] : Long.MAX_VALUE;
    return new Tenure(holders[index], from[index], until);
  }

  /** Earlier by the slack, but not before time began. */
  static long minus(long millis) {
    return millis < Long.MIN_VALUE + Inventory.SLACK_MILLIS
        ? Long.MIN_VALUE
        : millis - Inventory.SLACK_MILLIS;
  }

  /** Later by the slack, but not after the end of time. */
  static long plus(long millis) {
    return millis > Long.MAX_VALUE - Inventory.SLACK_MILLIS
        ? Long.MAX_VALUE
        : millis + Inventory.SLACK_MILLIS;
  }
}

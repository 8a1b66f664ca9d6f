package io.sluice.recommender.recommend.confidence;

import io.sluice.analyzer.edge.Edge;
import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whether new edges of a workload still turn up. Time is counted in hours with data, so a gap in
 * the logs proves nothing.
 *
 * @param state learning, stable or stale
 * @param because the facts that make it so, for people
 * @param edges its edges that may be learnt from or are withheld: not what was quarantined; the
 *     ports of one range are one
 * @param hoursSeen hours in which anything of it was seen, stopped traffic too
 * @param windowHours hours with data in the whole window
 * @param unseen how likely the next flow is of an edge not seen yet
 */
public record Maturity(
    State state, String because, int edges, int hoursSeen, int windowHours, Unseen unseen) {
  /** Hours with data without a new edge from which on a workload is stable. */
  public static final int QUIET_HOURS = 72;

  /** Hours in which a stable workload was seen at the least. */
  public static final int SEEN_HOURS = 24;

  /** Hours with data without any flow from which on a workload is stale. */
  public static final int SILENT_HOURS = 72;

  /** How far learning is. */
  public enum State {
    LEARNING,
    STABLE,
    STALE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The maturity of a workload or of several that share a policy.
   *
   * @param touching all edges that touch it, of which there must be one
   */
  public static Maturity of(Collection<JudgedEdge> touching, ObservedWindow window) {
    RoaringBitmap hours = new RoaringBitmap();
    touching.forEach(judged -> hours.or(judged.edge().hours()));
    List<Edge> edges =
        touching.stream()
            .filter(judged -> !(judged.standing() instanceof Standing.Quarantined))
            .map(JudgedEdge::edge)
            .toList();
    Collection<Novelty> novelties = Novelty.of(touching);
    RoaringBitmap learnt = new RoaringBitmap();
    edges.forEach(edge -> learnt.or(edge.hours()));
    Judgement judgement = judge(edges, novelties, learnt.getCardinality(), window);
    return new Maturity(
        judgement.state,
        judgement.because,
        novelties.size(),
        hours.getCardinality(),
        window.hoursWithData(),
        unseen(novelties));
  }

  private record Judgement(State state, String because) {}

  private static Judgement judge(
      List<Edge> edges, Collection<Novelty> novelties, int hours, ObservedWindow window) {
    if (edges.isEmpty()) {
      return new Judgement(State.LEARNING, "none of its edges can be learnt from");
    }
    long last = edges.stream().mapToLong(Edge::lastMillis).max().orElseThrow();
    if (last <= 0) {
      return new Judgement(State.LEARNING, "none of its records has a time");
    }
    int silent = window.hoursAfter(last);
    if (silent >= SILENT_HOURS) {
      return new Judgement(
          State.STALE, "no flow in the last " + hours(silent) + " with data, since " + time(last));
    }
    long newest = novelties.stream().mapToLong(Novelty::firstMillis).max().orElseThrow();
    int quiet = window.hoursAfter(newest);
    String facts =
        "no new edge in the last " + hours(quiet) + " with data, and seen in " + hours(hours);
    return quiet >= QUIET_HOURS && hours >= SEEN_HOURS
        ? new Judgement(State.STABLE, facts)
        : new Judgement(
            State.LEARNING, facts + "; stable takes " + QUIET_HOURS + " and " + SEEN_HOURS);
  }

  private static Unseen unseen(Collection<Novelty> novelties) {
    int all = 0;
    int once = 0;
    for (Novelty novelty : novelties) {
      int hours = novelty.hours().getCardinality();
      all += hours;
      once += hours == 1 ? 1 : 0;
    }
    return new Unseen(all, once);
  }

  private static String hours(int count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "hour" : "hours");
  }

  private static String time(long epochMillis) {
    return Rater.time(epochMillis);
  }
}

package io.sluice.recommender.recommend.confidence;

import io.sluice.recommender.recommend.JudgedEdge;
import io.sluice.recommender.recommend.Standing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What was new once: an edge, or the edges of one range of ports, of which a further one is no
 * news.
 *
 * @param firstMillis when it was seen first
 * @param hours hours since 1970 UTC in which it was seen
 */
record Novelty(long firstMillis, RoaringBitmap hours) {
  /** Those of edges that may be learnt from or are withheld. */
  static Collection<Novelty> of(Collection<JudgedEdge> touching) {
    Map<Object, Novelty> novelties = new LinkedHashMap<>();
    for (JudgedEdge judged : touching) {
      if (!(judged.standing() instanceof Standing.Quarantined)) {
        novelties.merge(
            identity(judged),
            new Novelty(ObservedWindow.firstMillis(judged.edge()), judged.edge().hours()),
            Novelty::and);
      }
    }
    return novelties.values();
  }

  private Novelty and(Novelty other) {
    return new Novelty(
        Math.min(firstMillis, other.firstMillis), RoaringBitmap.or(hours, other.hours));
  }

  private static Object identity(JudgedEdge judged) {
    return judged.rating().reviews().stream()
        .filter(review -> review.kind() == Review.Kind.PORT_RANGE)
        .<Object>map(
            review ->
                List.of(
                    judged.edge().key().client(), judged.edge().key().server(), review.detail()))
        .findFirst()
        .orElse(List.of(judged.edge().key(), judged.ambiguous()));
  }
}

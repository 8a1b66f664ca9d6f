package io.sluice.recommender.recommend.confidence;

import org.roaringbitmap.RoaringBitmap;

/**
 * Which pods of one end were seen.
 *
 * @param seen different pods that were seen, past ones too
 * @param seenAlive those of them that run at the end
 * @param alive pods of that end that run at the end
 */
public record Replicas(int seen, int seenAlive, int alive) {
  static Replicas of(RoaringBitmap seen, RoaringBitmap alive) {
    return new Replicas(
        seen.getCardinality(), RoaringBitmap.andCardinality(seen, alive), alive.getCardinality());
  }

  /** {@code 2 of 3}, or {@code 4 past} where none runs any more. */
  public String text() {
    if (alive == 0) {
      return seen == 0 ? "-" : seen + " past";
    }
    return seenAlive + " of " + alive;
  }
}

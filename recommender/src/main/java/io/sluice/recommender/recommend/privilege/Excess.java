package io.sluice.recommender.recommend.privilege;

/**
 * Least privilege as a number, over (source pod, destination pod, port) triples of live pods.
 *
 * @param allowed triples that rules allow between pods
 * @param observed those of them that were observed
 * @param neverObserved the rest
 */
public record Excess(long allowed, long observed, long neverObserved) {
  /** Nothing is allowed. */
  static final Excess NONE = new Excess(0, 0, 0);

  static Excess of(long allowed, long observed) {
    return new Excess(allowed, observed, allowed - observed);
  }

  Excess plus(Excess other) {
    return of(allowed + other.allowed, observed + other.observed);
  }
}

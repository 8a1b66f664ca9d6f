package io.sluice.recommender.recommend.select;

import io.sluice.recommender.recommend.SelectorProof;
import org.roaringbitmap.RoaringBitmap;

/** What the search for a selector came to. */
public sealed interface Selection {
  /**
   * A selector, and all pods of the namespace that it selects, over all time.
   *
   * @param proof the selector and what it was proven to select
   * @param selected ids of all pods that it selects
   * @param remark what a reviewer must know of its labels, or ""
   */
  record Proven(SelectorProof proof, RoaringBitmap selected, String remark) implements Selection {}

  /**
   * There is none that may be proposed.
   *
   * @param reason why, for people
   */
  record Unprovable(String reason) implements Selection {}
}

package io.sluice.analyzer.edge.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/** The pods of two records of one row together, in their order, each once. */
final class RecordedPods {
  private final List<RecordedPod> all = new ArrayList<>();
  private final int[] ofOne;
  private final int[] ofOther;

  /** Joins two lists that are in order. */
  RecordedPods(List<RecordedPod> one, List<RecordedPod> other) {
    ofOne = new int[one.size()];
    ofOther = new int[other.size()];
    int i = 0;
    int j = 0;
    while (i < one.size() || j < other.size()) {
      int order = i == one.size() ? 1 : j == other.size() ? -1 : one.get(i).compareTo(other.get(j));
      RecordedPod next = order <= 0 ? one.get(i) : other.get(j);
      if (order <= 0) {
        ofOne[i++] = all.size();
      }
      if (order >= 0) {
        RecordedPod same = other.get(j);
        ofOther[j++] = all.size();
        next = order == 0 ? next.and(same) : next;
      }
      all.add(next);
    }
  }

  List<RecordedPod> all() {
    return all;
  }

  /** From the numbers of the one list to those of both. */
  UnaryOperator<RoaringBitmap> ofOne() {
    return renumbering(ofOne);
  }

  /** From the numbers of the other list to those of both. */
  UnaryOperator<RoaringBitmap> ofOther() {
    return renumbering(ofOther);
  }

  /** From places in an array to what stands there; what begins with 0, 1, 2 … stays as it is. */
  static UnaryOperator<RoaringBitmap> renumbering(int[] numbers) {
    int same = 0;
    while (same < numbers.length && numbers[same] == same) {
      same++;
    }
    int kept = same;
    return places -> {
      if (places.isEmpty() || places.last() < kept) {
        return places;
      }
      RoaringBitmap renumbered = new RoaringBitmap();
      places.forEach((int place) -> renumbered.add(numbers[place]));
      return renumbered;
    };
  }
}

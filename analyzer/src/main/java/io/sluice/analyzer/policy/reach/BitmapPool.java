package io.sluice.analyzer.policy.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Keeps equal bitmaps once and gives each a number. */
final class BitmapPool {
  /** Number of the empty bitmap. */
  static final int EMPTY = 0;

  private final List<RoaringBitmap> bitmaps = new ArrayList<>();
  private final Map<RoaringBitmap, Integer> numbers = new HashMap<>();

  BitmapPool() {
    numberOf(new RoaringBitmap());
  }

  /** The number of a bitmap, which nobody may change from now on. */
  int numberOf(RoaringBitmap bitmap) {
    bitmap.runOptimize();
    return numbers.computeIfAbsent(
        bitmap,
        added -> {
          added.trim();
          bitmaps.add(added);
          return bitmaps.size() - 1;
        });
  }

  RoaringBitmap get(int number) {
    return bitmaps.get(number);
  }

  List<RoaringBitmap> all() {
    return bitmaps;
  }
}

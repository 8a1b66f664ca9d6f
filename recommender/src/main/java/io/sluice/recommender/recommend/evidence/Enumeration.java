package io.sluice.recommender.recommend.evidence;

import java.util.List;

/** A list in a sentence, cut after a few items with the number of the rest. */
public final class Enumeration {
  private Enumeration() {}

  public static String of(String separator, List<String> items, int limit) {
    if (items.size() <= limit) {
      return String.join(separator, items);
    }
    return String.join(separator, items.subList(0, limit))
        + " and "
        + (items.size() - limit)
        + " more";
  }
}

package io.sluice.recommender.audit.world;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that somebody may have meant by one that nobody knows. */
public final class NearNames {
  private record Near(String name, int edits) {}

  private NearNames() {}

  /**
   * The known names that differ by no more than a third of their letters, nearest first.
   *
   * @param limit how many at most
   */
  public static List<String> of(String word, Collection<String> known, int limit) {
    return known.stream()
        .distinct()
        .filter(name -> Math.abs(name.length() - word.length()) <= most(name))
        .map(name -> new Near(name, edits(word, name)))
        .filter(near -> near.edits <= most(near.name))
        .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
        .limit(limit)
        .map(Near::name)
        .toList();
  }

  private static int most(String name) {
    return Math.max(1, name.length() / 3);
  }

  /** Levenshtein: how many letters must be put in, taken out or changed; case does not count. */
  private static int edits(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}

package io.sluice.analyzer.policy.load;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** Finds the word that somebody probably meant. */
final class Nearest {
  private static final int MOST_EDITS = 2;

  private Nearest() {}

  /** The nearest of the known words, if at most two letters differ; case does not count. */
  static Optional<String> of(String word, SortedSet<String> known) {
    Optional<String> nearest = Optional.empty();
    int fewest = MOST_EDITS + 1;
    for (String candidate : known) {
      int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest && edits < candidate.length()) {
        fewest = edits;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Levenshtein distance, cut off early where the lengths alone differ too much. */
  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
      return MOST_EDITS + 1;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

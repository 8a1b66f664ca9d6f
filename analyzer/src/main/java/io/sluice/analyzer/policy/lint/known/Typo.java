package io.sluice.analyzer.policy.lint.known;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells a slip of the pen from another name: {@code cart} and {@code carts}, but not {@code team-a}
 * and {@code team-b}, {@code v1} and {@code v2}, or {@code prod-eu} and {@code prod-us}.
 */
public final class Typo {
  private static final Pattern PARTS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]");
  private static final int SHORTEST = 4;
  private static final int MOST_EDITS = 2;

  private Typo() {}

  /** Whether one of two different texts is probably a misspelling of the other. */
  public static boolean between(String a, String b) {
    String lowerA = a.toLowerCase(Locale.ROOT);
    String lowerB = b.toLowerCase(Locale.ROOT);
    String[] partsA = PARTS.split(lowerA);
    String[] partsB = PARTS.split(lowerB);
    if (partsA.length != partsB.length) {
      return String.join("", partsA).equals(String.join("", partsB));
    }
    for (int i = 0; i < partsA.length; i++) {
      if (!partsA[i].equals(partsB[i]) && !isSlip(partsA[i], partsB[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSlip(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    boolean onlyNumbersDiffer =
        DIGITS.matcher(a).replaceAll("").equals(DIGITS.matcher(b).replaceAll(""));
    return shorter >= SHORTEST
        && !onlyNumbersDiffer
        && edits(a, b) <= Math.min(MOST_EDITS, shorter / SHORTEST);
  }

  /** Letters to add, drop, change or swap with the next. */
  static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(least, cost[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}

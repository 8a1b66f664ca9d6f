package io.sluice.recommender.recommend.confidence;

import java.util.Locale;

/**
 * The Good-Turing estimate of how likely the next thing seen of a workload is an edge not seen yet:
 * the share of what was seen once. The unit is the edge-hour, an edge in an hour in which it was
 * seen, because the records of one burst are no independent looks.
 *
 * @param edgeHours edge-hours in all, N
 * @param once those of edges that were seen in one hour only, N1
 */
public record Unseen(int edgeHours, int once) {
  /** Fewer edge-hours give no estimate. */
  public static final int MIN_EDGE_HOURS = 20;

  private static final double LEAST_SHOWN = 0.001;

  /** Whether there is enough to estimate from. */
  public boolean told() {
    return edgeHours >= MIN_EDGE_HOURS;
  }

  /** The estimate, 0 to 1; only meaningful where {@link #told}. */
  public double share() {
    return edgeHours == 0 ? 1 : (double) once / edgeHours;
  }

  /**
   * What the estimate lies below where nothing was seen once, rounded up; one edge more is that.
   */
  public double bound() {
    return Math.max(LEAST_SHOWN, Math.ceil(1_000.0 / Math.max(1, edgeHours)) / 1_000);
  }

  /** {@code 0.6 % (2 of 311)}, {@code below 0.4 % (0 of 311)} or {@code too few (0 of 7)}. */
  public String text() {
    String basis = String.format(Locale.ROOT, " (%,d of %,d)", once, edgeHours);
    if (!told()) {
      return "too few" + basis;
    }
    if (once == 0 || share() < LEAST_SHOWN) {
      return String.format(Locale.ROOT, "below %.1f %%", 100 * bound()) + basis;
    }
    String format = share() < 0.1 ? "%.1f %%" : "%.0f %%";
    return String.format(Locale.ROOT, format, 100 * share()) + basis;
  }

  /** The same as a sentence. */
  public String sentence() {
    String basis =
        String.format(
            Locale.ROOT,
            "%,d of %,d edge-hours %s of edges seen in one hour only",
            once,
            edgeHours,
            once == 1 ? "is" : "are");
    return basis + ": " + (told() ? text().substring(0, text().indexOf(" (")) : "too few to tell");
  }
}

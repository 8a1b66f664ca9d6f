package io.sluice.recommender.recommend;

import io.sluice.analyzer.edge.Edge;
import java.util.Locale;

/** How much evidence stands behind an edge; always shown beside the counted facts. */
public enum Confidence {
  /** A single record, or seen within one hour only. */
  LOW,
  MEDIUM,
  /**
   * Seen in at least {@value #HIGH_HOURS} different hours on at least {@value #HIGH_DAYS} days, and
   * of no kind that is looked at first.
   */
  HIGH;

  /** Different hours that make an edge well known. */
  public static final int HIGH_HOURS = 24;

  /** Different days that make an edge well known. */
  public static final int HIGH_DAYS = 3;

  private static final int HOURS_PER_DAY = 24;

  /**
   * The confidence of an edge by the hours and days in which it was seen alone; whether it may be
   * high at all is the {@code Rater}'s to say.
   */
  public static Confidence of(Edge edge) {
    int hours = edge.hours().getCardinality();
    if (edge.records() <= 1 || hours <= 1) {
      return LOW;
    }
    long days = edge.hours().stream().map(hour -> hour / HOURS_PER_DAY).distinct().count();
    return hours >= HIGH_HOURS && days >= HIGH_DAYS ? HIGH : MEDIUM;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

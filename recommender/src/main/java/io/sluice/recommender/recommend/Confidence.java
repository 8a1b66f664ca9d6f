package io.sluice.recommender.recommend;

import io.sluice.analyzer.edge.Edge;
import java.util.Locale;

/** How much evidence stands behind an edge; always shown beside the counted facts. */
public enum Confidence {
  LOW,
  MEDIUM,
  HIGH;

  /** Distinct hours from which on an edge is more than a coincidence. */
  private static final int MEDIUM_HOURS = 3;

  /** Distinct hours of a whole day. */
  private static final int HIGH_HOURS = 24;

  /** From the facts of one edge: distinct hours, reporting sides. */
  public static Confidence of(Edge edge) {
    int hours = edge.hours().getCardinality();
    if (hours < MEDIUM_HOURS) {
      return LOW;
    }
    return hours >= HIGH_HOURS && edge.recordsByReporter().size() > 1 ? HIGH : MEDIUM;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

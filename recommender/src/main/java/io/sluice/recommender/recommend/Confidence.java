package io.sluice.recommender.recommend;

import java.util.Locale;

/** How much evidence stands behind an edge; always shown beside the counted facts. */
public enum Confidence {
  LOW,
  MEDIUM,
  HIGH;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

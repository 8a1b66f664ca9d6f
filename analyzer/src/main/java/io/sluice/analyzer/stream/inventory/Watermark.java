package io.sluice.analyzer.stream.inventory;

import java.util.Locale;

/**
 * How far the objects of a cluster are complete.
 *
 * @param cluster the cluster's name, or ""
 * @param epochMillis up to when
 * @param source who says so
 */
public record Watermark(String cluster, long epochMillis, Source source) {
  /** Who says how far the objects are complete. */
  public enum Source {
    /** One look at the cluster, as of one moment; nothing says when the next comes. */
    SNAPSHOT,

    /** A watch that goes on, and says again and again how far it is. */
    WATCH;

    /** The word in records. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

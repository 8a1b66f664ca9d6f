package io.sluice.recommender.serve.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses among the media types of a route by what a client accepts. */
final class Accepted {
  private Accepted() {}

  /**
   * The type of the highest quality, the earlier of two; empty where none is accepted.
   *
   * @param header {@code Accept}, or empty, which takes anything
   * @param offered in the route's own order
   */
  static Optional<String> choose(Optional<String> header, List<String> offered) {
    if (header.isEmpty() || header.get().isBlank()) {
      return Optional.of(offered.get(0));
    }
    String best = "";
    double bestQuality = 0;
    for (String type : offered) {
      double quality = quality(header.get(), type);
      if (quality > bestQuality) {
        best = type;
        bestQuality = quality;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** What the most specific range that matches says. */
  private static double quality(String header, String offered) {
    String type = offered.split(";", 2)[0].strip();
    String family = type.substring(0, type.indexOf('/')) + "/*";
    double quality = 0;
    int specific = -1;
    for (String range : header.split(",", -1)) {
      String[] parts = range.split(";", -1);
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      int rank = name.equals(type) ? 2 : name.equals(family) ? 1 : name.equals("*/*") ? 0 : -1;
      if (rank > specific) {
        specific = rank;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        String number = parameter.substring(2);
        return number.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(number) : 0;
      }
    }
    return 1;
  }
}

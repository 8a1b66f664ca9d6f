package io.sluice.recommender.recommend.confidence;

import io.sluice.analyzer.edge.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.IntConsumer;

/**
 * Traffic as regular as a clock, which programs make and people do not: seen round the clock, and
 * day by day nearly as often in each hour. A row keeps which hours it was seen in and its records
 * per day, so the count of an hour is known as the day's mean.
 *
 * @param hours different hours in which it was seen
 * @param hoursWithData hours with data from its first to its last one
 * @param perHour records in each hour in which it was seen, all reporters added
 * @param variation standard deviation of that from day to day, as a share of it
 * @param days days that were compared
 */
record Beacon(int hours, int hoursWithData, double perHour, double variation, int days) {
  /** Fewer hours are no habit. */
  static final int MIN_HOURS = 12;

  /** Hours of a day below which the day is not compared: its ends weigh too much. */
  static final int MIN_HOURS_OF_DAY = 6;

  /** Days that are compared at the least. */
  static final int MIN_DAYS = 2;

  /** Share of the hours with data in which it must have been seen. */
  static final double MIN_SHARE = 0.9;

  /** Bound of the variation. */
  static final double MAX_VARIATION = 0.1;

  private static final int HOURS_PER_DAY = 24;

  /** The beacon that an edge is, if it is one. */
  static Optional<Beacon> in(Edge edge, ObservedWindow window) {
    SortedMap<Integer, Integer> hoursOfDay = new TreeMap<>();
    edge.hours()
        .forEach((IntConsumer) hour -> hoursOfDay.merge(hour / HOURS_PER_DAY, 1, Integer::sum));
    int hours = edge.hours().getCardinality();
    if (hours < MIN_HOURS) {
      return Optional.empty();
    }
    List<Double> means = means(edge, hoursOfDay);
    if (means.size() < MIN_DAYS) {
      return Optional.empty();
    }
    double mean = means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    Beacon beacon =
        new Beacon(
            hours,
            window.hoursBetween(edge.hours().first(), edge.hours().last()),
            mean,
            deviation(means, mean) / mean,
            means.size());
    return beacon.isRegular() ? Optional.of(beacon) : Optional.empty();
  }

  /** Records in each hour in which it was seen, for every day that is long enough. */
  private static List<Double> means(Edge edge, SortedMap<Integer, Integer> hoursOfDay) {
    List<Double> means = new ArrayList<>();
    hoursOfDay.forEach(
        (day, hours) -> {
          if (hours >= MIN_HOURS_OF_DAY) {
            means.add((double) edge.recordsPerDay().getOrDefault(day, 0L) / hours);
          }
        });
    return means;
  }

  private static double deviation(List<Double> values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.size());
  }

  private boolean isRegular() {
    return hours >= MIN_SHARE * hoursWithData && variation <= MAX_VARIATION;
  }

  Review review() {
    return new Review(
        Review.Kind.BEACON,
        String.format(
            Locale.ROOT,
            "in %d of %d hours, each with about %.1f records; over %d days that varies by %.1f %%",
            hours,
            hoursWithData,
            perHour,
            days,
            100 * variation));
  }
}

package io.sluice.bench.process;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The median of some rounds, and the least and the most. */
public record Spread(double median, double least, double most) {
  /** Of a value of each round. */
  public static <T> Spread of(Iterable<T> rounds, ToDoubleFunction<T> value) {
    double[] values = new double[0];
    for (T round : rounds) {
      values = Arrays.copyOf(values, values.length + 1);
      values[values.length - 1] = value.applyAsDouble(round);
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return new Spread(median, values[0], values[values.length - 1]);
  }

  /** Such as {@code 1.23 (1.10 to 1.54)}. */
  public String text(int digits) {
    String one = "%." + digits + "f";
    return String.format(Locale.ROOT, one + " (" + one + " to " + one + ")", median, least, most);
  }
}

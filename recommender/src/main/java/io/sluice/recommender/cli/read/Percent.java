package io.sluice.recommender.cli.read;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/**
 * A share of a hundred, such as {@code 1%} or {@code 0.5%}.
 *
 * @param value 0 to 100
 */
public record Percent(double value) {
  public static Percent parse(String text) {
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    if (!number.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") || Double.parseDouble(number) > 100) {
      throw new TypeConversionException("expected a share such as 1%, but found \"" + text + "\"");
    }
    return new Percent(Double.parseDouble(number));
  }

  boolean isBelow(double share) {
    return share * 100 > value;
  }

  boolean isAbove(double share) {
    return share * 100 < value;
  }

  @Override
  public String toString() {
    return new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(value)
        + " %";
  }
}

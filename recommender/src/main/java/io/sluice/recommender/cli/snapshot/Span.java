package io.sluice.recommender.cli.snapshot;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of time on the command line: {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}.
 *
 * @param length the length, more than nothing
 */
public record Span(Duration length) {
  private static final Pattern WORD = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  /** Reads one. */
  public static Span parse(String text) {
    Matcher word = WORD.matcher(text);
    if (!word.matches()) {
      throw new TypeConversionException(
          "expected a time such as 90s, 30m, 12h or 7d, but found \"" + text + "\"");
    }
    long number = Long.parseLong(word.group(1));
    return new Span(
        switch (word.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }
}

package io.sluice.recommender.cli.read;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A value of {@code --since} or {@code --until}. */
public sealed interface TimeBound {
  Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");

  /** The moment it means, where the last record is from {@code lastMillis}. */
  long epochMillis(long lastMillis);

  /** A moment. */
  record At(Instant time) implements TimeBound {
    @Override
    public long epochMillis(long lastMillis) {
      return time.toEpochMilli();
    }
  }

  /** A span before the last record: the logs decide, never the clock of this machine. */
  record BeforeTheEnd(Duration span) implements TimeBound {
    @Override
    public long epochMillis(long lastMillis) {
      return lastMillis - span.toMillis();
    }
  }

  public static TimeBound parse(String text) {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      long number = Long.parseLong(span.group(1));
      return new BeforeTheEnd(
          switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          });
    }
    return new At(
        time(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "expected an RFC 3339 time such as 2026-11-08T00:00:00Z, or a span before"
                            + " the last record such as 30m, 12h or 7d, but found \""
                            + text
                            + "\"")));
  }

  /** An RFC 3339 time. */
  public static Instant instant(String text) {
    return time(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected an RFC 3339 time such as 2026-11-08T00:00:00Z, but found \""
                        + text
                        + "\""));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

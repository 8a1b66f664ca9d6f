package io.sluice.analyzer.sighting.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Times as recorders write them, in milliseconds. */
final class SightingTimes {
  /** Before Kubernetes, and so long after that no file can be meant: such a time is a mistake. */
  static final long EARLIEST = Instant.parse("2014-01-01T00:00:00Z").toEpochMilli();

  static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  private static final Pattern WITH_ZONE = Pattern.compile(".*(Z|z|[+-]\\d\\d:?\\d\\d)$");

  /** As the portal's CSV has it under a title with {@code [UTC]}: {@code 11/3/2026, 7:05:01 PM}. */
  private static final DateTimeFormatter PORTAL =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("M/d/yyyy, h:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern(" a")
          .toFormatter(Locale.ENGLISH);

  private SightingTimes() {}

  /**
   * RFC 3339, with a blank for the {@code T} and without a zone too, because Log Analytics has all
   * times in UTC; and the portal's own form, where the half of the day shows that it is English.
   */
  static OptionalLong millis(String text) {
    String plain = text.strip().replace('\u202f', ' ').replace('\u00a0', ' ');
    try {
      if (plain.indexOf('/') > 0) {
        return known(LocalDateTime.parse(plain, PORTAL).toInstant(ZoneOffset.UTC));
      }
      String iso = plain.length() > 10 && plain.charAt(10) == ' ' ? withT(plain) : plain;
      String zoned = WITH_ZONE.matcher(iso).matches() ? iso : iso + "Z";
      return known(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(zoned, Instant::from));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static String withT(String text) {
    return text.substring(0, 10) + "T" + text.substring(11);
  }

  private static OptionalLong known(Instant instant) {
    boolean early = instant.isBefore(Instant.ofEpochMilli(EARLIEST));
    boolean late = instant.isAfter(Instant.ofEpochMilli(LATEST));
    return early || late ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
  }

  /** Seconds since 1970, with a fraction, as Prometheus has them. */
  static OptionalLong ofSeconds(double seconds) {
    double millis = seconds * 1000;
    return millis >= EARLIEST && millis <= LATEST
        ? OptionalLong.of(Math.round(millis))
        : OptionalLong.empty();
  }
}

package io.sluice.ingest.decode;

import java.time.LocalDate;

/**
 * Reads the times that logs write: RFC 3339 with any number of fraction digits, or a number whose
 * magnitude tells its unit. A time without a zone is UTC.
 *
 * <p>By hand, because every record has one or two of them: {@code java.time} takes a microsecond
 * and 20 objects for each.
 */
final class Timestamps {
  /** What is no time. */
  static final long NONE = Long.MIN_VALUE;

  /** 1990-01-01; an earlier time is a clock that was never set. */
  private static final long EARLIEST_MILLIS = 631_152_000_000L;

  private static final long DAY_MILLIS = 86_400_000L;

  private Timestamps() {}

  /** Whether it is a time and not before 1990. */
  static boolean plausible(long epochMillis) {
    return epochMillis >= EARLIEST_MILLIS;
  }

  /** Milliseconds since 1970 of a number in seconds, or in milli-, micro- or nanoseconds. */
  static long ofNumber(long number) {
    if (number < 100_000_000_000L) {
      return number * 1000;
    }
    if (number < 100_000_000_000_000L) {
      return number;
    }
    return number < 100_000_000_000_000_000L ? number / 1000 : number / 1_000_000;
  }

  /** Milliseconds since 1970, or {@link #NONE} where the text is no time. */
  static long parse(char[] text, int offset, int length) {
    return new Reading(text, offset, offset + length).millis();
  }

  static long parse(String text) {
    return parse(text.toCharArray(), 0, text.length());
  }

  /** One text being read. */
  private static final class Reading {
    private final char[] text;
    private final int end;
    private int at;
    private boolean bad;

    Reading(char[] text, int offset, int end) {
      this.text = text;
      this.at = offset;
      this.end = end;
    }

    long millis() {
      int year = digits(4);
      expect('-');
      int month = digits(2);
      expect('-');
      int day = digits(2);
      if (at < end && (text[at] == 'T' || text[at] == 't' || text[at] == ' ')) {
        at++;
      } else {
        bad = true;
      }
      int hour = digits(2);
      expect(':');
      int minute = digits(2);
      expect(':');
      int second = digits(2);
      if (bad || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) {
        return NONE;
      }
      LocalDate monthStart = LocalDate.of(year, month, 1);
      if (day > monthStart.lengthOfMonth()) {
        return NONE;
      }
      long days = monthStart.toEpochDay() + day - 1;
      long time = ((hour * 60L + minute) * 60 + second) * 1000 + fractionMillis();
      long offset = zoneMillis();
      return bad || at != end ? NONE : days * DAY_MILLIS + time - offset;
    }

    private long fractionMillis() {
      if (at == end || (text[at] != '.' && text[at] != ',')) {
        return 0;
      }
      at++;
      int from = at;
      long millis = 0;
      int unit = 100;
      while (at < end && text[at] >= '0' && text[at] <= '9') {
        millis += (long) (text[at] - '0') * unit;
        unit /= 10;
        at++;
      }
      bad |= at == from && at < end;
      return millis;
    }

    private long zoneMillis() {
      if (at == end) {
        return 0;
      }
      char sign = text[at++];
      if (sign == 'Z' || sign == 'z') {
        return 0;
      }
      if (sign != '+' && sign != '-') {
        bad = true;
        return 0;
      }
      int hours = digits(2);
      if (at < end && text[at] == ':') {
        at++;
      }
      int minutes = digits(2);
      bad |= hours > 18 || minutes > 59;
      return (hours * 60L + minutes) * (sign == '+' ? 60_000L : -60_000L);
    }

    private int digits(int count) {
      int value = 0;
      for (int i = 0; i < count; i++) {
        if (at >= end || text[at] < '0' || text[at] > '9') {
          bad = true;
          return 0;
        }
        value = value * 10 + (text[at++] - '0');
      }
      return value;
    }

    private void expect(char c) {
      if (at < end && text[at] == c) {
        at++;
      } else {
        bad = true;
      }
    }
  }
}

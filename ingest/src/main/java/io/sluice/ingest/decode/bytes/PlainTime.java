package io.sluice.ingest.decode.bytes;

import java.time.LocalDate;

/**
 * Reads times as protobuf writes them, {@code 2026-11-03T19:05:01.233000890Z}, in place.
 *
 * <p>HOT PATH: twice for every record; allocates nothing where the day is that of the last time.
 * One thread's.
 */
public final class PlainTime {
  /** What is not written like that. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int DATE = 10;
  private static final int TO_SECONDS = 19;
  private static final int LONGEST = TO_SECONDS + 10 + 1;
  private static final long DAY_MILLIS = 86_400_000L;

  private long yearAndMonth;
  private int day;
  private long dateMillis = NONE;

  /** Milliseconds since 1970, or {@link #NONE}. */
  public long millis(byte[] text, int from, int to) {
    int length = to - from;
    if (length <= TO_SECONDS || length > LONGEST || text[to - 1] != 'Z') {
      return NONE;
    }
    long date = date(text, from);
    int hour = two(text, from + DATE + 1);
    int minute = two(text, from + DATE + 4);
    int second = two(text, from + DATE + 7);
    boolean marks =
        text[from + DATE] == 'T' && text[from + DATE + 3] == ':' && text[from + DATE + 6] == ':';
    long fraction = fraction(text, from + TO_SECONDS, to - 1);
    boolean good =
        marks && date != NONE && fraction >= 0 && (hour | minute | second) >= 0 && hour <= 23;
    return good && minute <= 59 && second <= 60
        ? date + ((hour * 60L + minute) * 60 + second) * 1000 + fraction
        : NONE;
  }

  private long date(byte[] text, int from) {
    long first = Words.at(text, from); // 2026-11-
    int last = text[from + 8] << 8 | text[from + 9];
    if (first != yearAndMonth || last != day) {
      dateMillis = dateMillis(text, from);
      yearAndMonth = first;
      day = last;
    }
    return dateMillis;
  }

  private static long dateMillis(byte[] text, int from) {
    int century = two(text, from);
    int year = two(text, from + 2);
    int month = two(text, from + 5);
    int dayOfMonth = two(text, from + 8);
    boolean good =
        (century | year) >= 0 && text[from + 4] == '-' && text[from + 7] == '-' && dayOfMonth >= 1;
    if (!good || month < 1 || month > 12) {
      return NONE;
    }
    LocalDate start = LocalDate.of(century * 100 + year, month, 1);
    return dayOfMonth > start.lengthOfMonth()
        ? NONE
        : (start.toEpochDay() + dayOfMonth - 1) * DAY_MILLIS;
  }

  /** Milliseconds of a fraction with its point, of nothing 0; -1 where it is none. */
  private static long fraction(byte[] text, int from, int to) {
    if (from == to) {
      return 0;
    }
    int millis = 0;
    int unit = 100;
    boolean good = text[from] == '.' && from + 1 < to;
    for (int i = from + 1; i < to; i++) {
      int digit = text[i] - '0';
      good &= digit >= 0 && digit <= 9;
      millis += digit * unit;
      unit /= 10;
    }
    return good ? millis : -1;
  }

  /** A number of two digits, or -1. */
  private static int two(byte[] text, int from) {
    int tens = text[from] - '0';
    int ones = text[from + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }
}

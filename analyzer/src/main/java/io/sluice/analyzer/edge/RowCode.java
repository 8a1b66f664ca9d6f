package io.sluice.analyzer.edge;

import io.sluice.analyzer.edge.compact.IntSet;
import io.sluice.analyzer.edge.compact.Varints;
import io.sluice.ingest.IpAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as a few bytes beside its first and last time, without loss. Rows that differ only in their
 * times have the same bytes: hours and days are counted from the first time.
 */
final class RowCode {
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int ANSWERED = 1;
  private static final int ANSWER_TOLD = 2;
  private static final int ORDINARY_RULE = 4;
  private static final int OPENED = 8;
  private static final int MIDSTREAM = 16;

  private RowCode() {}

  static byte[] of(Row row) {
    Varints to = Varints.empty();
    to.put(flags(row));
    to.put(row.vantages & 0xFF);
    to.put(row.families & 0xFF);
    counts(to, row.counts);
    ints(to, row.hours, row.firstMillis / HOUR_MILLIS);
    days(to, row.days.read(), row.firstMillis / DAY_MILLIS);
    ints(to, row.clientPods, 0);
    ints(to, row.serverPods, 0);
    ints(to, row.midstreamPorts, 0);
    ints(to, IntSet.of(AddressSet.v4(row.addresses)), 0);
    to.put(AddressSet.v6(row.addresses).size());
    for (IpAddress address : AddressSet.v6(row.addresses)) {
      to.put(address.high());
      to.put(address.low());
    }
    return to.toArray();
  }

  private static int flags(Row row) {
    return (row.answered ? ANSWERED : 0)
        | (row.answerTold ? ANSWER_TOLD : 0)
        | (row.ordinaryRule ? ORDINARY_RULE : 0)
        | (row.opened ? OPENED : 0)
        | (row.midstreamPorts != null ? MIDSTREAM : 0);
  }

  private static void counts(Varints to, RowCounts counts) {
    long[] seen = {0};
    counts.forEach((index, count) -> seen[0] |= 1L << index);
    to.put(seen[0]);
    counts.forEach((index, count) -> to.put(count));
  }

  /** In unsigned order; the first one from a base, each other from the one before. */
  private static void ints(Varints to, @Nullable IntSet set, long base) {
    to.put(IntSet.sizeOf(set));
    long[] before = {base};
    IntSet.bitmapOf(set)
        .forEach(
            (int value) -> {
              long number = Integer.toUnsignedLong(value);
              to.putSigned(number - before[0]);
              before[0] = number;
            });
  }

  private static void days(Varints to, Map<Integer, Long> days, long base) {
    to.put(days.size());
    days.forEach(
        (day, count) -> {
          to.putSigned(day - base);
          to.put(count);
        });
  }

  /**
   * Whether it is a row of attempts as a scan makes them: the formats would have shown an answer
   * and show none, and it does not look like replies.
   */
  static boolean isUnanswered(byte[] bytes) {
    int flags = bytes[0];
    return (flags & (ANSWERED | ANSWER_TOLD)) == ANSWER_TOLD
        && (flags & (OPENED | MIDSTREAM)) != MIDSTREAM;
  }

  static Row read(byte[] bytes, long first, long last) {
    Varints from = Varints.of(bytes);
    Row row = new Row();
    row.firstMillis = first;
    row.lastMillis = last;
    int flags = from.takeInt();
    row.answered = (flags & ANSWERED) != 0;
    row.answerTold = (flags & ANSWER_TOLD) != 0;
    row.ordinaryRule = (flags & ORDINARY_RULE) != 0;
    row.opened = (flags & OPENED) != 0;
    row.vantages = (byte) from.takeInt();
    row.families = (byte) from.takeInt();
    readCounts(from, row.counts);
    IntSet hours = ints(from, first / HOUR_MILLIS);
    if (hours != null) {
      row.hours.addAll(hours);
    }
    for (int left = from.takeInt(); left > 0; left--) {
      row.days.add((int) (first / DAY_MILLIS + from.takeSigned()), from.take());
    }
    row.clientPods = ints(from, 0);
    row.serverPods = ints(from, 0);
    row.midstreamPorts = ints(from, 0);
    row.addresses = addresses(from);
    return row;
  }

  private static void readCounts(Varints from, RowCounts counts) {
    for (long left = from.take(); left != 0; left &= left - 1) {
      counts.add(Long.numberOfTrailingZeros(left), from.take());
    }
  }

  private static @Nullable IntSet ints(Varints from, long base) {
    IntSet set = null;
    long number = base;
    for (int left = from.takeInt(); left > 0; left--) {
      number += from.takeSigned();
      set = IntSet.with(set, (int) number);
    }
    return set;
  }

  private static @Nullable AddressSet addresses(Varints from) {
    IntSet v4 = ints(from, 0);
    AddressSet set = AddressSet.of(IntSet.bitmapOf(v4), List.of());
    for (int left = from.takeInt(); left > 0; left--) {
      set = set == null ? new AddressSet() : set;
      set.note(IpAddress.ofV6(from.take(), from.take()));
    }
    return set;
  }
}

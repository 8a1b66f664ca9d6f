package io.sluice.recommender.recommend.schedule;

import io.sluice.recommender.recommend.schedule.CronField.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * When a CronJob is due, as the CronJob controller reads its schedule: minute, hour, day of month,
 * month, day of week, or a macro. Where both days are restricted, either is enough.
 *
 * <p>It is due at every whole minute at which the clocks of its zone show an allowed time: not at
 * all where they skip it in spring, twice where they show it twice in autumn.
 */
record CronExpression(
    CronField minute, CronField hour, CronField day, CronField month, CronField weekday) {
  /**
   * <a href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs">The macros</a>.
   */
  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /** As the controller: what is not due for so long never is. */
  private static final int MAX_YEARS = 5;

  private static final int DAYS_PER_WEEK = 7;

  /**
   * Reads a schedule.
   *
   * @throws CronException where it is none
   */
  static CronExpression parse(String text) {
    String trimmed = text.strip();
    String plain = MACROS.getOrDefault(trimmed, trimmed);
    List<String> fields = List.of(plain.split("\\s+"));
    if (plain.startsWith("@")) {
      throw new CronException(
          "the macros are " + String.join(", ", new TreeSet<>(MACROS.keySet())));
    }
    if (fields.size() != Unit.values().length) {
      throw new CronException(
          "expected five fields (minute, hour, day of month, month, day of week), but found "
              + (plain.isEmpty() ? 0 : fields.size()));
    }
    List<CronField> parsed =
        List.of(Unit.values()).stream()
            .map(unit -> CronField.parse(unit, fields.get(unit.ordinal())))
            .toList();
    return new CronExpression(
        parsed.get(0), parsed.get(1), parsed.get(2), parsed.get(3), parsed.get(4));
  }

  /** The moments from one to another, both counted, at which it is due, in order. */
  TreeSet<Long> between(ZoneId zone, long fromMillis, long toMillis) {
    TreeSet<Long> due = new TreeSet<>();
    if (fromMillis > toMillis) {
      return due;
    }
    LocalDate last = day(zone, toMillis).plusDays(1);
    for (LocalDate at = day(zone, fromMillis).minusDays(1); !at.isAfter(last); ) {
      addDay(zone, at, due);
      at = at.plusDays(1);
    }
    return new TreeSet<>(due.subSet(fromMillis, true, toMillis, true));
  }

  /** The first moment behind this one at which it is due; none within five years is never. */
  OptionalLong after(ZoneId zone, long epochMillis) {
    LocalDate first = day(zone, epochMillis).minusDays(1);
    for (LocalDate at = first; at.isBefore(first.plusYears(MAX_YEARS)); at = at.plusDays(1)) {
      TreeSet<Long> due = new TreeSet<>();
      addDay(zone, at, due);
      Optional<Long> next = Optional.ofNullable(due.higher(epochMillis));
      if (next.isPresent()) {
        return OptionalLong.of(next.get());
      }
    }
    return OptionalLong.empty();
  }

  private static LocalDate day(ZoneId zone, long epochMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), zone);
  }

  private void addDay(ZoneId zone, LocalDate date, TreeSet<Long> due) {
    if (!month.allows(date.getMonthValue()) || !dayAllowed(date)) {
      return;
    }
    hour.allowed().stream()
        .forEach(
            h -> minute.allowed().stream().forEach(m -> addTime(zone, date.atTime(h, m), due)));
  }

  private static void addTime(ZoneId zone, LocalDateTime time, TreeSet<Long> due) {
    for (ZoneOffset offset : zone.getRules().getValidOffsets(time)) {
      due.add(time.toInstant(offset).toEpochMilli());
    }
  }

  private boolean dayAllowed(LocalDate date) {
    boolean byDay = day.allows(date.getDayOfMonth());
    boolean byWeekday = weekday.allows(date.getDayOfWeek().getValue() % DAYS_PER_WEEK);
    return (day.star() || weekday.star()) ? (byDay && byWeekday) : (byDay || byWeekday);
  }
}

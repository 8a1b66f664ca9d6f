package io.sluice.recommender.recommend.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: which numbers it allows.
 *
 * @param allowed the numbers
 * @param star whether some item of it is a star without a step, which for days means "whichever the
 *     other field says"
 */
record CronField(BitSet allowed, boolean star) {
  /** The fields in their order, with their bounds and the names that stand for numbers. */
  enum Unit {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("day of week", 0, 6, "sun mon tue wed thu fri sat");

    private final String title;
    private final int min;
    private final int max;
    private final String names;

    Unit(String title, int min, int max, String names) {
      this.title = title;
      this.min = min;
      this.max = max;
      this.names = names;
    }

    private List<String> names() {
      return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }
  }

  /**
   * Reads a field.
   *
   * @throws CronException where it is none
   */
  static CronField parse(Unit unit, String text) {
    BitSet allowed = new BitSet();
    boolean star = false;
    for (String item : text.split(",", -1)) {
      star |= item.matches("[*?](/0*1)?");
      add(unit, item, allowed);
    }
    return new CronField(allowed, star);
  }

  /** {@code 5}, {@code 1-5}, {@code *}, each also with a step behind a slash. */
  private static void add(Unit unit, String item, BitSet allowed) {
    String[] parts = item.split("/", -1);
    if (parts.length > 2) {
      throw new CronException(unit.title + " \"" + item + "\" has more than one slash");
    }
    int step = parts.length == 1 ? 1 : step(unit, parts[1]);
    String[] ends = parts[0].split("-", -1);
    boolean every = parts[0].equals("*") || parts[0].equals("?");
    int first = every ? unit.min : number(unit, ends[0]);
    int last = every || (parts.length == 2 && ends.length == 1) ? unit.max : first;
    if (ends.length == 2) {
      last = number(unit, ends[1]);
    }
    if (ends.length > 2 || first > last) {
      throw new CronException(unit.title + " \"" + item + "\" is no range from low to high");
    }
    for (int value = first; value <= last; value += step) {
      allowed.set(value);
    }
  }

  private static int step(Unit unit, String text) {
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) == 0) {
      throw new CronException(
          unit.title
              + ": the step behind the slash must be a positive number, but is \""
              + text
              + "\"");
    }
    return Integer.parseInt(text);
  }

  private static int number(Unit unit, String text) {
    int named = unit.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + unit.min;
    }
    int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    if (value < unit.min || value > unit.max) {
      throw new CronException(
          unit.title
              + " must be "
              + unit.min
              + " to "
              + unit.max
              + (unit.names.isEmpty() ? "" : " or a name such as " + unit.names().get(0))
              + ", but is \""
              + text
              + "\"");
    }
    return value;
  }

  boolean allows(int number) {
    return allowed.get(number);
  }
}

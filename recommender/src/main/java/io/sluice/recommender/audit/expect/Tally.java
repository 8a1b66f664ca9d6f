package io.sluice.recommender.audit.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** How many entries passed and failed, by file and by what they say under {@code flags}. */
public final class Tally {
  /** More kinds of flags than this in a run count together. */
  private static final int MOST_ROWS = 1_000;

  private static final String OTHERS = "(others)";

  /**
   * Whose counts they are.
   *
   * @param file file
   * @param flags sorted, with commas; "" for entries without
   */
  public record Group(String file, String flags) {}

  /**
   * Counts of one group, or of all.
   *
   * @param passed as expected
   * @param failed not as expected
   * @param notEvaluated of both, those without an answer
   * @param malformed of the failed, those that could not be read
   */
  public record Counts(long passed, long failed, long notEvaluated, long malformed) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    public long all() {
      return passed + failed;
    }

    Counts plus(TestResult result) {
      return new Counts(
          passed + (result.pass() ? 1 : 0),
          failed + (result.pass() ? 0 : 1),
          notEvaluated + (result.decision() == Decision.NOT_EVALUATED ? 1 : 0),
          malformed + (result.malformed() ? 1 : 0));
    }
  }

  private final Map<Group, Counts> groups = new LinkedHashMap<>();
  private Counts total = Counts.NONE;

  /** Counts a result. */
  public void add(TestResult result) {
    total = total.plus(result);
    Group group =
        new Group(result.entry().place().file(), flags(result.entry().keys().path("flags")));
    boolean room = groups.containsKey(group) || groups.size() < MOST_ROWS;
    groups.merge(
        room ? group : new Group(group.file(), OTHERS),
        Counts.NONE.plus(result),
        (a, b) ->
            new Counts(
                a.passed + b.passed,
                a.failed + b.failed,
                a.notEvaluated + b.notEvaluated,
                a.malformed + b.malformed));
  }

  private static String flags(JsonNode value) {
    if (!value.isArray()) {
      return value.asText("");
    }
    if (value.isEmpty()) {
      return "";
    }
    SortedSet<String> sorted = new TreeSet<>();
    value.forEach(flag -> sorted.add(flag.asText("")));
    return String.join(",", sorted);
  }

  /** Counts of everything. */
  public Counts total() {
    return total;
  }

  /** Counts by group, in the order of first sight. */
  public Map<Group, Counts> groups() {
    return Collections.unmodifiableMap(groups);
  }
}

package io.sluice.recommender.write.diff;

import io.sluice.analyzer.cluster.Workload;
import io.sluice.analyzer.policy.Direction;
import io.sluice.recommender.audit.EdgeText;
import io.sluice.recommender.audit.diff.Difference;
import io.sluice.recommender.audit.diff.IsolationChange;
import io.sluice.recommender.audit.diff.connectivity.Shift;
import io.sluice.recommender.write.Wording;
import java.util.List;
import java.util.stream.Collectors;

/** The last line: counts, and whom it concerns. */
final class Closing {
  private static final int MAX_NAMED = 10;

  private Closing() {}

  /** {@code 1 opens, 1 changes, 1 closes. Newly isolated: shop/cart (ingress). Widened: none. …} */
  static String line(Difference difference, EdgeText text) {
    if (difference.isEmpty()) {
      return "No difference.";
    }
    return counts(difference)
        + ". Newly isolated: "
        + named(
            difference.isolation().stream()
                .filter(IsolationChange::isolated)
                .map(c -> place(c.workload(), c.direction(), text))
                .toList())
        + ". Widened: "
        + named(shifts(difference.shifts().stream().filter(Shift::widened).toList(), text))
        + ". Tightened: "
        + named(shifts(difference.shifts().stream().filter(Shift::tightened).toList(), text))
        + ".";
  }

  private static String counts(Difference difference) {
    return List.of("+", "~", "-").stream()
        .map(
            sign ->
                Wording.count(
                        difference.connectivity().stream()
                            .filter(c -> c.change().sign().equals(sign))
                            .count())
                    + word(sign))
        .collect(Collectors.joining(", "));
  }

  private static String word(String sign) {
    return switch (sign) {
      case "+" -> " to open";
      case "-" -> " to close";
      default -> " to change";
    };
  }

  private static List<String> shifts(List<Shift> shifts, EdgeText text) {
    return shifts.stream().map(s -> place(s.workload(), s.direction(), text)).toList();
  }

  private static String place(Workload workload, Direction direction, EdgeText text) {
    return text.workload(workload) + " (" + direction.word() + ")";
  }

  /** The first of them, and how many more there are. */
  static String named(List<String> all) {
    if (all.isEmpty()) {
      return "none";
    }
    String first = all.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    int more = all.size() - MAX_NAMED;
    return more <= 0 ? first : first + " and " + Wording.count(more) + " more";
  }
}

package io.sluice.analyzer.sighting;

import java.util.ArrayList;
import java.util.List;

/** What was not used of some files and why: so many places are named, the others counted. */
final class Problems {
  /** So many are named. */
  static final int MAX_NAMED = 10;

  private record Problem(String place, String text) {}

  private final List<Problem> named = new ArrayList<>();
  private long more;

  void add(String file, int line, String problem) {
    if (named.size() < MAX_NAMED) {
      named.add(new Problem(file + ":" + line, problem));
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return named.isEmpty();
  }

  String first() {
    return named.isEmpty() ? "" : named.get(0).place + ": " + named.get(0).text;
  }

  /** One line each, and one for all others. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    named.forEach(problem -> lines.add(problem.place + ": " + problem.text));
    if (more > 0) {
      int last = lines.size() - 1;
      lines.set(
          last,
          lines.get(last)
              + "; and "
              + more
              + " more "
              + (more == 1 ? "row" : "rows")
              + " like these");
    }
    return lines;
  }
}

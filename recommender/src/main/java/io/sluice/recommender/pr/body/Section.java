package io.sluice.recommender.pr.body;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the text: lines that stand in any case, and lines of which the last may be left out
 * where there is no room. How many were left out is then said.
 *
 * @param before lines that stand in any case, before the others; Markdown
 * @param items lines that may be left out, most important first; Markdown
 * @param things what the items are, for "…12 more flows"
 * @param fewest so many items stay in any case
 */
record Section(List<String> before, List<String> items, String things, int fewest) {
  static Section of(List<String> lines) {
    return new Section(lines, List.of(), "", 0);
  }

  /**
   * With so many items.
   *
   * @param elsewhere where the others are
   */
  String text(int shown, String elsewhere) {
    List<String> lines = new ArrayList<>(before);
    lines.addAll(items.subList(0, shown));
    int more = items.size() - shown;
    if (more > 0) {
      boolean table = shown > 0 && items.get(0).startsWith("|");
      if (table) {
        lines.add("");
      }
      lines.add("…" + more + " more " + things + " " + Cells.sentence(elsewhere));
    }
    return String.join("\n", lines);
  }
}

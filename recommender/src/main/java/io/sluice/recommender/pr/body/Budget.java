package io.sluice.recommender.pr.body;

import java.util.List;

/**
 * Makes a text fit: items are left out one by one, from the sections that a reviewer can do without
 * first, until it does.
 */
final class Budget {
  private final List<Section> sections;
  private final List<Integer> order;
  private final String elsewhere;
  private final int[] shown;

  /**
   * A text of these sections.
   *
   * @param order in which sections give way, by index; the first gives most
   * @param elsewhere where what is left out stands, for people
   */
  Budget(List<Section> sections, List<Integer> order, String elsewhere) {
    this.sections = sections;
    this.order = order;
    this.elsewhere = elsewhere;
    this.shown = sections.stream().mapToInt(section -> section.items().size()).toArray();
  }

  /** The text of at most so many characters, if the lines that stand in any case allow it. */
  String text(int maxChars) {
    for (int index : order) {
      int fewest = Math.min(sections.get(index).fewest(), sections.get(index).items().size());
      while (shown[index] > fewest && text().length() > maxChars) {
        shown[index]--;
      }
    }
    for (int index : order) {
      while (shown[index] > 0 && text().length() > maxChars) {
        shown[index]--;
      }
    }
    return text();
  }

  /** Whether something was left out. */
  boolean isCut() {
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] < sections.get(i).items().size()) {
        return true;
      }
    }
    return false;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < shown.length; i++) {
      text.append(sections.get(i).text(shown[i], elsewhere)).append("\n\n");
    }
    return text.toString().strip() + "\n";
  }
}

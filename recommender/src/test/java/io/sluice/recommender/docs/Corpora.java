package io.sluice.recommender.docs;

import java.util.Map;
import java.util.TreeMap;

/** What the conformance page says of each corpus. */
public final class Corpora {
  private Corpora() {}

  /** {@code "44248 44212"}, lines and agreed, by {@code "npguard_plain"} or with flags behind. */
  public static Map<String, String> onThePage() {
    Map<String, String> rows = new TreeMap<>();
    Page.of("docs/conformance.md")
        .section("corpora")
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.replace("`", "").split("\\|", -1))
        .forEach(
            cells ->
                rows.put(
                    (cells[1].strip() + " " + cells[2].strip()).strip(),
                    number(cells[3]) + " " + number(cells[4])));
    return rows;
  }

  private static String number(String cell) {
    return cell.strip().replace(",", "");
  }
}

package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a test here fails after a wanted change, copy the new lines into the README. */
final class TheReadmeShowsRealOutputTest {
  private static final String CUT = "…";

  @Test
  void theFirstCommandSaysWhatTheReadmeShows(@TempDir Path folder) {
    List<String> output = run("recommend", "--out-dir", folder.resolve("policies").toString());

    assertThat(missing("README.md", "output", output)).isEmpty();
  }

  @Test
  void checkSaysWhatTheReadmeShows() {
    assertThat(missing("README.md", "check", run("check"))).isEmpty();
  }

  @Test
  void explainSaysWhatItsPageShows() {
    List<String> output =
        sluice(
            "explain",
            "--from",
            "payments/api",
            "--to",
            "payments/ledger",
            "--port",
            "8443/TCP",
            "--cluster",
            example().resolve("cluster").toString());

    assertThat(missing("docs/explain.md", "explain", output)).isEmpty();
  }

  /** Lines of a section that do not come in the output, in this order. */
  private static List<String> missing(String page, String section, List<String> output) {
    List<String> missing = new ArrayList<>();
    int at = 0;
    for (String line : Page.of(page).block(section).lines().toList()) {
      if (line.equals(CUT)) {
        continue;
      }
      int found = at;
      while (found < output.size() && !shows(line, output.get(found))) {
        found++;
      }
      if (found == output.size()) {
        missing.add(line);
      } else {
        at = found + 1;
      }
    }
    return missing;
  }

  private static boolean shows(String line, String real) {
    return line.endsWith(CUT)
        ? real.startsWith(line.substring(0, line.length() - CUT.length()).stripTrailing())
        : real.stripTrailing().equals(line);
  }

  private static List<String> run(String command, String... more) {
    Path example = example();
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                example.resolve("logs").toString(),
                "--cluster",
                example.resolve("cluster").toString()));
    words.addAll(List.of(more));
    return sluice(words.toArray(new String[0]));
  }

  private static Path example() {
    return Page.root().resolve("config").resolve("example");
  }

  private static List<String> sluice(String... words) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(both, true, StandardCharsets.UTF_8);
    Main.run(words, InputStream.nullInputStream(), print, print, Map.of());
    return both.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TheCommandLinePageAgreesWithTheHelpTest {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
  private static final Pattern EXIT_CODE = Pattern.compile("(?m)^  ([0-9]+) {2,}");
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+) {2,}[A-Z]");

  /** Options of the launcher, which never reach the program. */
  private static final List<String> OF_THE_LAUNCHER = List.of("--memory");

  @Test
  void everyOptionOfEveryCommandIsOnThePageAndNoOther() {
    SortedSet<String> options = new TreeSet<>(OF_THE_LAUNCHER);
    for (String command : commands()) {
      options.addAll(all(OPTION, help(command), 0));
    }

    assertThat(all(OPTION, page(), 0)).isEqualTo(options);
  }

  @Test
  void everyCommandIsOnThePageAndInTheReadme() {
    for (String command : commands()) {
      assertThat(page()).contains(command);
      assertThat(Page.of("README.md").text()).contains("`" + command);
    }
  }

  @Test
  void theExitCodesAreThose() {
    List<String> codes = Page.firstCells(Page.of("docs/cli.md").section("exit-codes"));

    assertThat(new TreeSet<>(codes)).isEqualTo(all(EXIT_CODE, help(""), 1));
  }

  private static SortedSet<String> commands() {
    SortedSet<String> commands = all(COMMAND, help(""), 1);
    assertThat(commands).contains("recommend", "check", "flows", "inspect");
    for (String below : all(COMMAND, help("snapshot"), 1)) {
      commands.add("snapshot " + below);
    }
    assertThat(commands).contains("snapshot take", "snapshot record", "snapshot role");
    return commands;
  }

  private static String page() {
    return Page.of("docs/cli.md").text();
  }

  private static String help(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] words =
        command.isEmpty() ? new String[] {"help"} : (command + " --help").split(" ", -1);
    Main.run(words, InputStream.nullInputStream(), print, print, Map.of());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static SortedSet<String> all(Pattern pattern, String text, int group) {
    SortedSet<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }
}

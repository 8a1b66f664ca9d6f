package io.sluice.recommender.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code config/pipelines} has people copy works on the command line. */
final class ThePipelinesUseOptionsThatExistTest {
  private static final Pattern CALL = Pattern.compile("sluice-dist/sluice (pr|check)([^\\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z-]+");

  @Test
  void everyCallIsAnApplyOrACheckWithKnownOptions() throws IOException {
    int calls = 0;
    for (Path file : pipelines()) {
      // A folded block is one line for the shell.
      String text = Files.readString(file).replaceAll("\\n +(?=--|-o )", " ");
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      assertThat(tree).as(file.toString()).isInstanceOf(Map.class);
      Matcher call = CALL.matcher(text);
      while (call.find()) {
        calls++;
        String help = help(call.group(1));
        Matcher option = OPTION.matcher(call.group(2));
        assertThat(option.find()).as(call.group()).isTrue();
        option.reset();
        while (option.find()) {
          assertThat(help).as(file + ": " + option.group()).contains(option.group());
        }
      }
    }
    assertThat(calls).isEqualTo(5);
  }

  private static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(Page.root().resolve("config").resolve("pipelines"))) {
      return files.sorted().toList();
    }
  }

  private static String help(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(new String[] {"help", command}, InputStream.nullInputStream(), print, print, Map.of());
    return out.toString(StandardCharsets.UTF_8);
  }
}

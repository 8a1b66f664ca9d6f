package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.cli.run.Session;
import io.sluice.recommender.write.file.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands are built when a line can mean them; nobody can tell. */
final class CommandsOnDemandTest {
  private final Session session =
      new Session(
          InputStream.nullInputStream(),
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()),
          Map.of(),
          false,
          false,
          new Scratch());

  private final CommandLine whole = Commands.all(session);

  @Test
  void theListOfCommandsSaysWhatItSaysWithEveryCommandWhole() {
    String expected = whole.getUsageMessage();

    assertThat(CommandRun.of("--help").out()).isEqualTo(expected);
    assertThat(CommandRun.of("help").out()).isEqualTo(expected);
    assertThat(CommandRun.of().err()).isEqualTo(expected);
    assertThat(expected).contains("\n  recommend ", "\n  completion ", "\n  help ");
  }

  @Test
  void theHelpOfEveryCommandIsThatOfTheWholeOne() {
    assertThat(whole.getSubcommands()).hasSizeGreaterThan(10);
    whole
        .getSubcommands()
        .forEach(
            (name, command) -> {
              String expected = command.getUsageMessage();
              assertThat(CommandRun.of(name, "--help").out()).as(name).isEqualTo(expected);
              assertThat(CommandRun.of("help", name).out()).as(name).isEqualTo(expected);
            });
  }

  @Test
  void aLineBuildsOnlyTheCommandThatItNames() {
    CommandLine commands = Commands.of(session, new String[] {"flows", "logs"});

    assertThat(commands.getSubcommands().keySet()).isEqualTo(whole.getSubcommands().keySet());
    assertThat(commands.getSubcommands().get("flows").getCommandSpec().options()).isNotEmpty();
    assertThat(commands.getSubcommands().get("check").getCommandSpec().options()).isEmpty();
  }

  @Test
  void aCommandMayStandInAFileOfWords(@TempDir Path folder) throws IOException {
    Path words = Files.writeString(folder.resolve("words"), "flows --help");

    CommandRun run = CommandRun.of("@" + words);

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo(whole.getSubcommands().get("flows").getUsageMessage());
  }

  @Test
  void aMisspeltCommandIsNearOneThatWasNotBuilt() {
    CommandRun run = CommandRun.of("inspekt");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("there is no command \"inspekt\"", "did you mean inspect?");
  }

  @Test
  void theScriptForTheShellKnowsEveryCommandsOptions() {
    String script = CommandRun.of("completion", "bash").out();

    assertThat(script).contains("--backtest", "--add-policies", "--exit-code", "--allow-widening");
  }
}

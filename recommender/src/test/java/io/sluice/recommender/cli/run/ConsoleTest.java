package io.sluice.recommender.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.write.TextStyle;
import io.sluice.recommender.write.file.Scratch;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
  private final CommonOptions options = new CommonOptions();

  @Test
  void coloursAreForTerminalsOnly() {
    assertThat(style(true, Map.of()).colour()).isTrue();
    assertThat(style(false, Map.of()).colour()).isFalse();
  }

  @Test
  void noColorAndDumbTerminalsTurnThemOff() {
    assertThat(style(true, Map.of("NO_COLOR", "1")).colour()).isFalse();
    assertThat(style(true, Map.of("NO_COLOR", "")).colour()).isTrue();
    assertThat(style(true, Map.of("TERM", "dumb")).colour()).isFalse();
  }

  @Test
  void theOptionWins() {
    options.colour = CommonOptions.Colour.ALWAYS;
    assertThat(style(false, Map.of("NO_COLOR", "1")).colour()).isTrue();

    options.colour = CommonOptions.Colour.NEVER;
    assertThat(style(true, Map.of()).colour()).isFalse();
  }

  @Test
  void theWidthIsThatOfTheTerminalAndAFileHasNone() {
    assertThat(style(true, Map.of("COLUMNS", "120")).columns()).isEqualTo(120);
    assertThat(style(true, Map.of("COLUMNS", "wide")).columns()).isZero();
    assertThat(style(false, Map.of("COLUMNS", "120")).columns()).isZero();
  }

  private TextStyle style(boolean terminal, Map<String, String> env) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Console(
            new Session(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                env,
                terminal,
                terminal,
                new Scratch()),
            options)
        .style();
  }
}

package io.sluice.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bench.process.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartupTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home", ""), "bin", "java");

  @TempDir static Path shared = Path.of("");

  private static BareProgram bare = new BareProgram(JAVA, Path.of(""), Path.of(""));

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void makeBareProgram() throws IOException, InterruptedException {
    bare = BareProgram.in(shared, JAVA);
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("said.txt");
    Run.of(command, output, folder.resolve("errors.txt"));
    return Files.readString(output);
  }

  /** A program in the launcher's place that writes down how it was started. */
  private Path launcher(String last) throws IOException {
    String script = "#!/bin/sh\necho \"$*\" >>" + folder.resolve("started") + "\n" + last + "\n";
    Path launcher = Files.writeString(folder.resolve("sluice"), script);
    return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theBareProgramPrintsTheSameHelpWithItsArchiveAndWithout()
      throws IOException, InterruptedException {
    String help = output(bare.help());

    assertThat(help).contains("--out-dir=DIR", "--strict", "[LOGS...]");
    assertThat(output(bare.helpFromArchive())).isEqualTo(help);
  }

  @Test
  void itsClassesComeFromItsArchive() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(bare.helpFromArchive());
    command.addAll(1, List.of("-Xshare:on", "-Xlog:class+load"));

    List<String> picocli =
        output(command).lines().filter(line -> line.contains(" picocli.CommandLine")).toList();

    long shared = picocli.stream().filter(line -> line.contains("shared objects file")).count();
    assertThat(picocli).hasSizeGreaterThan(100);
    assertThat(shared).isGreaterThan(picocli.size() * 9L / 10);
  }

  @Test
  void everyCommandIsStartedInEveryRoundAndCompared() throws IOException, InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    new Startup(bare, launcher("sleep 0.05"), Path.of("example"), folder, out).run(3);

    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(Files.readAllLines(folder.resolve("started")))
        .containsOnly("--help", "version", "flows example/logs --cluster example/cluster")
        .hasSize(9);
    assertThat(text)
        .contains("3 rounds", "sluice --help / bare --help, own archive", "java -version")
        .doesNotContain("NaN");
  }

  @Test
  void aCommandThatFailsEndsTheComparison() throws IOException {
    Startup startup = new Startup(bare, launcher("exit 7"), Path.of("example"), folder, System.out);

    assertThatThrownBy(() -> startup.run(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 7");
  }

  @Test
  void roundsAreANumberThatMakesSense() {
    assertThat(Startup.rounds(List.of())).isEqualTo(31);
    assertThat(Startup.rounds(List.of("--rounds", "7"))).isEqualTo(7);
    assertThat(Startup.rounds(List.of("--rounds"))).isZero();
    assertThat(Startup.rounds(List.of("--rounds", "0"))).isZero();
    assertThat(Startup.rounds(List.of("--rounds", "x"))).isZero();
    assertThat(Startup.rounds(List.of("--size", "7"))).isZero();
  }
}

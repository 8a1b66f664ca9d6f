package io.sluice.recommender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is told to end while it keeps standard input in a temporary file. */
final class AnInterruptedRunLeavesNothingTest {
  private static final int SIGTERM = 143;

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void itEndsWithTheSignalsCodeAndRemovesItsFiles() throws IOException, InterruptedException {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "signals are POSIX");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    TinyWorld world = new TinyWorld(folder);
    try (WatchService watch = temporary.getFileSystem().newWatchService()) {
      temporary.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process = start(temporary, world);
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(world.lines().get(0).getBytes(StandardCharsets.UTF_8));
        stdin.flush();
        assertThat(watch.poll(50, TimeUnit.SECONDS)).as("a temporary file").isNotNull();

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(SIGTERM);
      }
    }

    assertThat(temporary).isEmptyDirectory();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private Process start(Path temporary, TinyWorld world) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "recommend",
            "-",
            "--since",
            "1h",
            "--cluster",
            world.cluster().toString(),
            "--out-dir",
            folder.resolve("out").toString());
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}

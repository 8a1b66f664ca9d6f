package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real logs, and those of the shipped example: the fast decoder says what the reference says. */
final class FastHubbleSamplesTest {
  private static List<Path> files(Path folder) throws IOException {
    assumeTrue(Files.isDirectory(folder), "no logs at " + folder.getFileName());
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static InputStream open(Path file) {
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file));
      return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everySampleOfAnyFormatGivesTheSame() throws IOException {
    for (Path file : files(Path.of(System.getProperty("sluice.shared", ""), "samples"))) {
      new TwoDecoders().read(() -> open(file));
    }
  }

  @Test
  void hubbleLogsOfRealClustersAreReadInPlaceToTheLastLine() throws IOException {
    Path samples = Path.of(System.getProperty("sluice.shared", ""), "samples");
    TwoDecoders both = new TwoDecoders();

    for (Path file : files(samples.resolve("hubble"))) {
      both.read(() -> open(file));
    }
    for (Path file : files(samples.resolve("acns"))) {
      both.read(() -> open(file));
    }

    assertThat(both.fastFlows()).isPositive();
    assertThat(both.leftFlows()).isEqualTo(0);
  }

  @Test
  void theLogsOfTheExampleAreReadInPlaceToTheLastLine() throws IOException {
    Path example = Path.of(System.getProperty("sluice.root", ".."), "config/example/logs/hubble");
    TwoDecoders both = new TwoDecoders();

    for (Path file : files(example)) {
      both.read(() -> open(file));
    }

    assertThat(both.fastFlows()).isPositive();
    assertThat(both.leftFlows()).isZero();
  }
}

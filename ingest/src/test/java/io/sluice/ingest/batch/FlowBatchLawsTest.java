package io.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.ingest.Account;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.decode.RandomAzureLog;
import io.sluice.ingest.decode.RandomHubble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Batches give what decoding gives, field by field, with the same account, however they are cut.
 */
final class FlowBatchLawsTest {
  private static final int LOGS = 400;

  private static void assertTheSame(String what, byte[] log, Random random) throws IOException {
    Optional<LogFormat> override =
        random.nextInt(8) > 0
            ? Optional.empty()
            : Optional.of(random.nextBoolean() ? LogFormat.RETINA : LogFormat.VNET);
    BatchLimits limits = new BatchLimits(1 + random.nextInt(40), 1 + random.nextInt(40_000));
    Replayed expected = Replayed.directly(log, override);

    List<byte[]> values = Replayed.batches(log, override, limits);
    Replayed found = Replayed.of(values);

    assertThat(found.flows()).as(what).isEqualTo(expected.flows());
    assertThat(found.names()).as(what).isEqualTo(expected.names());
    assertThat(found.summaries())
        .as(what)
        .usingRecursiveComparison()
        .ignoringFields("account.inPlace") // whoever decoded knows, as with edge tables
        .isEqualTo(expected.summaries());
    for (byte[] value : values) {
      FlowBatch batch = FlowBatch.read(value);
      Account account = batch.tally().account();
      assertThat(batch.flows() + account.skipped()).as(what).isEqualTo(account.records());
    }
    assertThat(hex(Replayed.batches(log, override, limits))).as(what).isEqualTo(hex(values));
  }

  private static List<String> hex(List<byte[]> values) {
    return values.stream().map(value -> HexFormat.of().formatHex(value)).toList();
  }

  @Test
  void hubbleAndWhatWritesLikeIt() throws IOException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      byte[] log = new RandomHubble(seed).log(random.nextInt(60), random.nextBoolean());
      assertTheSame("seed " + seed, log, random);
    }
  }

  @Test
  void azure() throws IOException {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      String log = new RandomAzureLog(seed, random.nextInt(60)).log(random.nextInt(6));
      assertTheSame("seed " + seed, log.getBytes(StandardCharsets.UTF_8), random);
    }
  }

  @Test
  void logsOfOthers() throws IOException {
    Path samples = Path.of(System.getProperty("sluice.shared", ""), "samples");
    assumeTrue(Files.isDirectory(samples), "no sample logs at sluice.shared");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(samples)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    int read = 0;
    for (Path file : files) {
      byte[] log = Files.readAllBytes(file);
      List<FileSummary> summaries = Replayed.directly(log, Optional.empty()).summaries();
      read += summaries.size();
      assertTheSame(file.toString(), log, new Random(7));
    }
    assertThat(read).as("logs that were read").isGreaterThan(20);
  }
}

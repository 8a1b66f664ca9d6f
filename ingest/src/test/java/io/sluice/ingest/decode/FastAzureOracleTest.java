package io.sluice.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading in place tells the same as the reference: flows, accounts, places of bad records. */
final class FastAzureOracleTest {
  private static final String RECORD =
      "{\"time\":\"2026-08-13T20:32:45.5625085Z\",\"macAddress\":\"0022487BC205\","
          + "\"targetResourceID\":\"/V\",\"flowRecords\":{\"flows\":[{\"aclID\":\"a\",\"flowGroups\":"
          + "[{\"rule\":\"PlatformRule\",\"flowTuples\":["
          + "\"1786653162636,198.51.100.4,10.244.1.5,59350,8001,6,I,B,NX,0,0,0,0\","
          + "\"1786653162637,198.51.100.4,10.244.1.5,59350,8001,6,I,E,NX,5,700,4,1300\"]}]}]}}";

  private static FileSummary agree(TwoDecoders both, String what, byte[] log) {
    return both.agreeOn(what, () -> new ByteArrayInputStream(log))
        .orElseGet(() -> new TwoDecoders().agreeOn("", InputStream::nullInputStream).orElseThrow());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyTupleOfALogThatAzureWroteIsReadInPlace() {
    for (int seed = 0; seed < 300; seed++) {
      TwoDecoders both = new TwoDecoders();

      FileSummary read = agree(both, "seed " + seed, bytes(new RandomAzureLog(seed, 0).log(5)));

      assertThat(both.fastTuples()).as("seed %d", seed).isEqualTo(read.account().records());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 15, 50, 200})
  void whatIsOddIsReadAlike(int oddness) {
    TwoDecoders both = new TwoDecoders();
    long records = 0;
    for (int seed = 0; seed < 3000; seed++) {
      String log = new RandomAzureLog(seed, oddness).log(4);
      records += agree(both, "seed " + seed + "\n" + log, bytes(log)).account().records();
    }
    assertThat(both.fastTuples()).isBetween(oddness < 15 ? 0 : records / 50, records - 100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsDamagedIsReadAlike(long seed) {
    Random random = new Random(seed);
    TwoDecoders both = new TwoDecoders();
    for (int i = 0; i < 2000; i++) {
      byte[] log = bytes(new RandomAzureLog(random.nextLong(), 0).log(3));
      for (int damage = random.nextInt(3); damage >= 0; damage--) {
        log = damaged(log, random);
      }
      String text = new String(log, StandardCharsets.UTF_8);
      agree(both, "seed " + seed + " log " + i + "\n" + text, log);
    }
    assertThat(both.fastTuples()).isGreaterThan(1000);
  }

  private static byte[] damaged(byte[] log, Random random) {
    int at = random.nextInt(log.length);
    byte[] changed = log.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed[at] = (byte) "\"{}[],:\\\n0e".charAt(random.nextInt(11));
      case 2 -> changed = Arrays.copyOf(log, Math.max(1, at));
      default -> {
        int length = Math.min(log.length - at, 1 + random.nextInt(40));
        System.arraycopy(log, at + length, changed, at, log.length - at - length);
        changed = Arrays.copyOf(changed, Math.max(1, log.length - length));
      }
    }
    return changed;
  }

  @Test
  void aLogThatEndsAnywhereIsReadAlike() {
    byte[] log = bytes("{\"records\":[" + RECORD + "," + RECORD + "]}");
    for (int end = 1; end < log.length; end++) {
      agree(new TwoDecoders(), "end " + end, Arrays.copyOf(log, end));
    }
  }

  @Test
  void anyByteMayBeAnother() {
    TwoDecoders both = new TwoDecoders();
    byte[] log = bytes("[" + RECORD + "," + RECORD + "]");
    for (int at = 0; at < log.length; at++) {
      for (char other : "\"\\,9x \n\u0001\u0080".toCharArray()) {
        byte[] changed = log.clone();
        changed[at] = (byte) other;
        agree(both, "byte " + at + " is " + (int) other, changed);
      }
    }
  }

  @Test
  void itDoesNotMatterWhereReadsEnd() {
    byte[] log = bytes("{\"records\":[" + RECORD + "," + RECORD + "]}");
    TwoDecoders both = new TwoDecoders();
    for (int at = 0; at <= log.length; at++) {
      int end = at;
      both.agreeOn(
          "read ends at " + at,
          () ->
              new SequenceInputStream(
                  new ByteArrayInputStream(log, 0, end),
                  new ByteArrayInputStream(log, end, log.length - end)));
    }
    assertThat(both.fastTuples()).isEqualTo(4L * (log.length + 1));
  }

  @Test
  void aFormatThatTheUserGaveCountsAlike() {
    TwoDecoders both = new TwoDecoders(Optional.of(LogFormat.HUBBLE));

    FileSummary read = agree(both, "as Hubble", bytes(RECORD));

    assertThat(read.account().bad()).isEqualTo(2);
  }

  @Test
  void manyInterfacesAndMinutesOneAfterAnotherAreKeptApart() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      log.append(
          RECORD
              .replace("20:32:45", "20:" + (10 + i % 7) + ":45")
              .replace("0022487BC205", "0022487BC20" + i % 3)
              .replace("/V", "/V" + i % 5)
              .replaceAll("17866531626", i % 2 == 0 ? "1" : "17866531626"));
    }
    TwoDecoders both = new TwoDecoders();

    FileSummary read = agree(both, "many", bytes(log.toString()));

    assertThat(read.account().used()).isEqualTo(120);
  }

  @Test
  void realLogsOfOthersAreReadAlike() throws IOException {
    Path samples = Path.of(System.getProperty("sluice.shared", ""), "samples");
    assumeTrue(Files.isDirectory(samples), "no sample logs at sluice.shared");
    TwoDecoders both = new TwoDecoders();
    long tuples = 0;

    for (Path file : files(samples)) {
      byte[] log = Files.readAllBytes(file);
      Optional<FileSummary> read =
          both.agreeOn(file.toString(), () -> new ByteArrayInputStream(log));
      boolean azure =
          read.isPresent() && List.of(LogFormat.VNET, LogFormat.NSG).contains(read.get().format());
      tuples += azure ? read.get().account().records() : 0;
    }

    assertThat(tuples).isGreaterThan(10_000);
    assertThat(both.fastTuples()).isGreaterThan(tuples * 9 / 10);
  }

  @Test
  void theExampleIsReadInPlace() throws IOException {
    TwoDecoders both = new TwoDecoders();
    long records = 0;

    for (Path file :
        files(Path.of(System.getProperty("sluice.root", ""), "config/example/logs/vnet"))) {
      byte[] log = Files.readAllBytes(file);
      records += agree(both, file.toString(), log).account().records();
    }

    assertThat(records).isPositive();
    assertThat(both.fastTuples()).isEqualTo(records);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}

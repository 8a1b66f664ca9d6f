package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.Account;
import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What begins like an edge table goes to whoever takes tables; all else is a log as before. */
final class TableFilesTest {
  @TempDir Path folder;

  private final Map<String, byte[]> taken = new HashMap<>();

  private static byte[] table(int... content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(TableReader.magic());
    Arrays.stream(content).forEach(bytes::write);
    return bytes.toByteArray();
  }

  private FileSummary take(String file, InputStream in) throws IOException {
    taken.put(file, in.readAllBytes());
    return new FileSummary(
        file,
        LogFormat.EDGES,
        Account.of(1, Map.of(Outcome.USED, 1L), List.of()),
        0,
        0,
        0,
        0,
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeMap<>());
  }

  private static Worker taker() {
    return new Worker(new EndpointDictionary(), new ObserverDictionary(), flow -> Outcome.USED);
  }

  private static LogReader reader(byte[] stdin) {
    return new LogReader(
        Optional.empty(), new ByteArrayInputStream(stdin), LogReader.Progress.NONE);
  }

  @Test
  void aTableOnStandardInputAndInAFileIsHandedOnFromItsFirstByte() throws IOException {
    Path file = Files.write(folder.resolve("t"), table(5, 6));

    LogReader.Result result =
        reader(table(1, 2, 3)).with(this::take).read(List.of("-", file.toString()), taker());

    assertThat(result.files()).extracting(FileSummary::format).containsOnly(LogFormat.EDGES);
    assertThat(taken)
        .containsEntry("(standard input)", table(1, 2, 3))
        .containsEntry(file.toString(), table(5, 6));
  }

  @Test
  void whatOnlyBeginsWithTheFirstBytesOfATableIsNone() throws IOException {
    byte[] most = Arrays.copyOf(TableReader.magic(), TableReader.magic().length - 1);
    Path file = Files.write(folder.resolve("t"), most);

    assertThatThrownBy(
            () -> reader(new byte[0]).with(this::take).read(List.of(file.toString()), taker()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("no known format");
    assertThat(taken).isEmpty();
  }

  @Test
  void whoReadsOnlyLogsRefusesATableByItsName() throws IOException {
    Path file = Files.write(folder.resolve("t"), table());

    assertThatThrownBy(() -> reader(new byte[0]).read(List.of(file.toString()), taker()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("edge table");
  }

  /** Damage within the bytes that were looked at must not look like a short file. */
  @Test
  void aLogThatIsCutWhereItIsLookedAtIsStillCountedAsCut() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
      out.write(new byte[] {'{', '"'});
    }
    Files.write(folder.resolve("a.gz"), Arrays.copyOf(gz.toByteArray(), 9));
    Files.writeString(
        folder.resolve("b.json"),
        "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
            + "\"10.244.1.1\",\"destination\":\"10.244.2.1\"},\"is_reply\":false}}\n");

    LogReader.Result result =
        reader(new byte[0]).with(this::take).read(List.of(folder.toString()), taker());

    assertThat(result.files().get(0).account().of(Outcome.TRUNCATED)).isEqualTo(1);
  }
}

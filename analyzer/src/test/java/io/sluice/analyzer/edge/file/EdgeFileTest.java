package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RandomRecords;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.source.LogReader.UnreadFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed is in the name of its run; replay one with {@code -Dsluice.seed=N}. */
final class EdgeFileTest {
  static LongStream seeds() {
    Long given = Long.getLong("sluice.seed");
    return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, 25);
  }

  private static StoredTable read(byte[] bytes) throws IOException {
    return EdgeFile.read(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsReadIsWhatWasWritten(long seed) throws IOException {
    StoredTable table = Stored.of(RandomRecords.of(new Random(seed)));

    byte[] bytes = EdgeFile.write(table);
    StoredTable read = read(bytes);

    assertThat(Rows.of(read)).isEqualTo(Rows.of(table));
    assertThat(Rows.names(read)).isEqualTo(Rows.names(table)).isNotEmpty();
    assertThat(EdgeFile.write(read)).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theBytesDoNotTellTheOrderOfRecordsOrTheNumbersOfPods(long seed) {
    List<RandomRecords.Addition> records = RandomRecords.of(new Random(seed));
    byte[] bytes = EdgeFile.write(Stored.of(records));

    Collections.shuffle(records, new Random(seed));

    assertThat(EdgeFile.write(Stored.renumbered(records))).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tablesOfAnySplitMergeToTheTableOfAllRecords(long seed) throws IOException {
    Random random = new Random(seed);
    List<RandomRecords.Addition> records = RandomRecords.of(random);
    StoredTable whole = Stored.of(records);
    int parts = 1 + random.nextInt(6);
    List<List<RandomRecords.Addition>> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(new ArrayList<>());
    }
    records.forEach(record -> split.get(random.nextInt(parts)).add(record));

    Merged merged = new Merged();
    for (List<RandomRecords.Addition> part : split) {
      merged.add(read(EdgeFile.write(Stored.of(part))));
    }

    assertThat(Rows.of(merged.stored())).isEqualTo(Rows.of(whole));
  }

  @Test
  void whatWasReadOfTheLogsIsKept() throws IOException {
    FileSummary log = Stored.log("logs/a.jsonl");
    FileSummary other = Stored.log("logs/B.jsonl");
    StoredTable table =
        new StoredTable(
            new EdgeTable(),
            List.of(),
            List.of(log, other),
            List.of(new UnreadFile("logs/notes.txt", LogFormat.UNKNOWN)),
            17,
            Stored.names());

    StoredTable read = read(EdgeFile.write(table));

    assertThat(read.unread()).isEqualTo(table.unread());
    assertThat(read.disagreements()).isEqualTo(17);
    assertThat(Rows.names(read)).isEqualTo(Rows.names(table)).hasSize(8);
    assertThat(read.logs()).usingRecursiveComparison().isEqualTo(List.of(other, log));
  }

  @Test
  void everyCutOfAFileIsAnError() {
    byte[] bytes = EdgeFile.write(Stored.of(RandomRecords.of(new Random(3))));

    for (int length = 0; length < bytes.length; length += 1 + length / 50) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut))
          .as("%s of %s bytes", length, bytes.length)
          .isInstanceOf(EdgeFileException.class);
    }
  }

  @Test
  void everyChangedByteIsAnError() {
    byte[] bytes = EdgeFile.write(Stored.of(RandomRecords.of(new Random(4))));

    for (int at = 0; at < bytes.length; at += 1 + at / 50) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      assertThatThrownBy(() -> read(changed))
          .as("byte %s of %s", at, bytes.length)
          .isInstanceOf(EdgeFileException.class);
    }
  }

  @Test
  void whatFollowsTheEndIsAnError() {
    byte[] bytes = EdgeFile.write(Stored.of(RandomRecords.of(new Random(5))));

    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(EdgeFileException.class)
        .hasMessageContaining("follows its end");
  }

  @Test
  void aNewerVersionIsRefusedByItsNumber() {
    byte[] bytes = EdgeFile.write(Stored.of(RandomRecords.of(new Random(6))));
    bytes[8] = (byte) (EdgeFile.VERSION + 1);

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(EdgeFileException.class)
        .hasMessageContaining("version " + (EdgeFile.VERSION + 1))
        .hasMessageContaining("newer Sluice");
  }
}

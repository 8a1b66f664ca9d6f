package io.sluice.analyzer.edge.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analyzer.cluster.Pod;
import io.sluice.analyzer.edge.EdgeTable;
import io.sluice.analyzer.edge.RandomRecords;
import io.sluice.ingest.HostNames;
import io.sluice.ingest.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed is in the name of its run; replay one with {@code -Dsluice.seed=N}. */
final class EdgeRecordLawTest {
  static LongStream seeds() {
    Long given = Long.getLong("sluice.seed");
    return given != null ? LongStream.of(given) : LongStream.rangeClosed(1, 25);
  }

  private static StoredTable rows(EdgeTable table, List<Pod> pods) {
    return new StoredTable(table, pods, List.of(), List.of(), 0, new HostNames());
  }

  /** Logs tell a pod's address differently from part to part. */
  private static List<Pod> pods(Random random) {
    return Stored.pods().stream()
        .map(
            pod ->
                pod.origin() == Pod.Origin.LOG && random.nextBoolean()
                    ? pod.withAddresses(List.of(IpAddress.ofV4(0x0AF40000 + random.nextInt(9))))
                    : pod)
        .toList();
  }

  private static List<StoredTable> parts(Random random) {
    List<EdgeTable> tables = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      tables.add(new EdgeTable());
    }
    for (RandomRecords.Addition record : RandomRecords.of(random)) {
      record.to(tables.get(random.nextInt(tables.size())));
    }
    return tables.stream().map(table -> rows(table, pods(random))).toList();
  }

  /** The values of each key, in the order of the parts. */
  private static Map<ByteBuffer, List<byte[]>> records(List<StoredTable> parts) {
    Map<ByteBuffer, List<byte[]>> values = new HashMap<>();
    for (StoredTable part : parts) {
      new RowRecords(part.pods())
          .of(
              part.table(),
              (key, value) ->
                  values.computeIfAbsent(ByteBuffer.wrap(key), k -> new ArrayList<>()).add(value));
    }
    return values;
  }

  /** Joins any two of them until one is left. */
  private static byte[] joined(List<byte[]> values, Random random) throws IOException {
    List<byte[]> left = new ArrayList<>(values);
    while (left.size() > 1) {
      byte[] one = left.remove(random.nextInt(left.size()));
      byte[] other = left.remove(random.nextInt(left.size()));
      left.add(EdgeRecord.joined(one, other));
    }
    return left.get(0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void recordsJoinedInAnyOrderGiveTheTableThatFilesGive(long seed) throws IOException {
    Random random = new Random(seed);
    List<StoredTable> parts = parts(random);
    Merged files = new Merged();
    for (StoredTable part : parts) {
      files.add(EdgeFile.read(new ByteArrayInputStream(EdgeFile.write(part))));
    }
    StoredTable merged = files.stored();

    List<byte[]> joined = new ArrayList<>();
    for (List<byte[]> values : records(parts).values()) {
      joined.add(joined(values, random));
    }

    assertThat(EdgeFile.write(EdgeRecord.table(joined)))
        .isEqualTo(EdgeFile.write(rows(merged.table(), merged.pods())));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderInWhichTheyAreJoinedDoesNotShow(long seed) throws IOException {
    Random random = new Random(seed);
    for (List<byte[]> values : records(parts(random)).values()) {
      assertThat(joined(values, random)).isEqualTo(joined(values, random));
    }
  }

  @Test
  void noDamagedRecordIsAnythingButAnError() throws IOException {
    Random random = new Random(11);
    List<byte[]> whole = records(parts(random)).values().stream().map(all -> all.get(0)).toList();
    for (byte[] value : whole.subList(0, Math.min(20, whole.size()))) {
      for (int length = 0; length < value.length; length++) {
        byte[] cut = Arrays.copyOf(value, length);
        assertThatThrownBy(() -> EdgeRecord.joined(cut, value))
            .isInstanceOf(EdgeFileException.class);
      }
      for (int i = 0; i < 200; i++) {
        byte[] changed = value.clone();
        changed[7 + random.nextInt(value.length - 7)] = (byte) random.nextInt();
        try {
          EdgeRecord.table(List.of(changed));
        } catch (EdgeFileException e) {
          assertThat(e).hasMessageNotContaining("null");
        }
      }
    }
  }

  @Test
  void anotherVersionIsRefusedByItsNumber() {
    byte[] value = records(parts(new Random(12))).values().iterator().next().get(0);
    byte[] older = value.clone();
    older[4] = 5;
    byte[] newer = value.clone();
    newer[4] = 7;

    assertThatThrownBy(() -> EdgeRecord.joined(value, older))
        .isInstanceOf(EdgeFileException.class)
        .hasMessageContaining("version 5")
        .hasMessageContaining("anew");
    assertThatThrownBy(() -> EdgeRecord.joined(value, newer))
        .isInstanceOf(EdgeFileException.class)
        .hasMessageContaining("version 7")
        .hasMessageContaining("newer Sluice");
  }
}

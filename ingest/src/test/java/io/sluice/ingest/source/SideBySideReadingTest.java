package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.ObserverDictionary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads, and slices of one file, change nothing about what is read. */
final class SideBySideReadingTest {
  @TempDir private Path folder;

  /** What was read: summaries in order, flows in any. */
  private record Seen(List<String> files, List<String> flows) {}

  private static Seen read(int threads, long sliceBytes, Path... files) {
    List<String> flows = Collections.synchronizedList(new ArrayList<>());
    LogReader.Result result =
        new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
            .slicing(sliceBytes)
            .read(
                List.of(files).stream().map(Path::toString).toList(), () -> worker(flows), threads);
    List<String> sorted = new ArrayList<>(flows);
    Collections.sort(sorted);
    return new Seen(result.files().stream().map(SideBySideReadingTest::text).toList(), sorted);
  }

  private static Worker worker(List<String> flows) {
    EndpointDictionary endpoints = new EndpointDictionary();
    return new Worker(
        endpoints,
        new ObserverDictionary(),
        flow -> {
          flows.add(
              endpoints.get(flow.source).pod() + " " + flow.epochMillis + " " + flow.sourcePort);
          return Outcome.USED;
        });
  }

  private static String text(FileSummary file) {
    return String.join(
        " ",
        file.file(),
        file.format().word(),
        String.valueOf(file.account().records()),
        String.valueOf(file.account().inPlace()),
        file.account().skippedByReason().toString(),
        file.account().samples().toString(),
        String.valueOf(file.firstMillis()),
        String.valueOf(file.lastMillis()),
        String.valueOf(file.lostEvents()),
        file.notes().toString(),
        file.clusters().toString(),
        file.recordsPerHour().toString());
  }

  private static String line(Random random, int number) {
    String whole =
        String.format(
            Locale.ROOT,
            "{\"flow\":{\"time\":\"2026-11-02T%02d:00:%02d.000Z\",\"verdict\":\"FORWARDED\",\"IP\":{"
                + "\"source\":\"10.0.0.%d\",\"destination\":\"10.0.1.1\"},\"l4\":{\"TCP\":{"
                + "\"source_port\":%d,\"destination_port\":80,\"flags\":{\"SYN\":true}}},\"source\":{"
                + "\"namespace\":\"shop\",\"pod_name\":\"p%d\",\"labels\":[\"k8s:app=}\\\"{\"]},"
                + "\"destination\":{},\"Type\":\"L3_L4\"},\"node_name\":\"c%d/n\"}",
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(250),
            30_000 + number,
            random.nextInt(40),
            random.nextInt(3));
    return switch (random.nextInt(30)) {
      case 0 -> whole.substring(0, random.nextInt(whole.length()));
      case 1 -> whole.substring(random.nextInt(whole.length()));
      case 2 -> "[INFO] something else {";
      case 3 -> "";
      case 4 ->
          "{\"lost_events\":{\"source\":\"PERF_EVENT_RING_BUFFER\",\"num_events_lost\":\"3\"}}";
      case 5 -> whole.substring(0, whole.length() - 1);
      case 6 -> whole + whole;
      case 7 -> "{\"a\":\n{\"b\":1}}";
      default -> whole;
    };
  }

  private static byte[] lines(Random random, int count) {
    String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder(line(new Random(1), 0) + end);
    for (int i = 0; i < count; i++) {
      text.append(line(random, i)).append(end);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void slicesOfOneFileGiveWhatTheWholeFileGives(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = Files.write(folder.resolve("log"), lines(random, 300));

    Seen alone = read(1, Long.MAX_VALUE / 4, file);

    for (long sliceBytes : new long[] {400, 1_000, 7_000, 40_000}) {
      assertThat(read(3, sliceBytes, file)).as(seed + " " + sliceBytes).isEqualTo(alone);
    }
    assertThat(new Content.Here(file).cuts(1_000)).as("it was cut").hasSizeGreaterThan(10);
  }

  @Test
  void manyFilesAndThreadsGiveWhatOneThreadGives() throws IOException {
    Path[] files = new Path[20];
    for (int i = 0; i < files.length; i++) {
      files[i] = Files.write(folder.resolve("log" + i), lines(new Random(i), 40));
    }

    assertThat(read(4, 2_000, files)).isEqualTo(read(1, 2_000, files));
  }

  @Test
  void aCompressedFileIsReadAheadAndEndsWhereItIsCut() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(lines(new Random(3), 9_000));
    }
    Path whole = Files.write(folder.resolve("whole.gz"), packed.toByteArray());
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path cut = Files.write(folder.resolve("cut.gz"), half);

    assertThat(read(2, 1_000, whole)).isEqualTo(read(1, 1_000, whole));
    assertThat(read(2, 1_000, cut)).isEqualTo(read(1, 1_000, cut));
    assertThat(read(2, 1_000, cut).files().get(0)).contains("TRUNCATED=1");
  }

  @Test
  void aDocumentOverManyLinesAndOneLongLineAreNotCut() throws IOException {
    String flow = new String(lines(new Random(1), 0), StandardCharsets.UTF_8).strip();
    String pretty = flow.replace("{", "{\n").replace("}", "\n}");
    Path document = Files.writeString(folder.resolve("pretty"), (pretty + "\n").repeat(50));
    Path array =
        Files.writeString(folder.resolve("array"), "[" + (flow + ",\n").repeat(50) + flow + "]");

    assertThat(new Content.Here(document).cuts(500)).containsExactly(0L);
    assertThat(new Content.Here(array).cuts(500)).containsExactly(0L);
  }

  @Test
  void ofSeveralFailuresTheFirstFileIsNamed() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      files.add(Files.write(folder.resolve("log" + i), lines(new Random(i), 3)));
    }
    byte[] table = new byte[] {(byte) 0x89, 'S', 'L', 'U', 'I', 'C', 'E', '\n', 1};
    files.set(9, Files.write(folder.resolve("bad9"), table));
    files.set(20, Files.write(folder.resolve("bad20"), table));

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> read(4, 1_000, files.toArray(new Path[0])))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageContaining("bad9 cannot be read");
    }
  }
}

package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.decode.Decoding.Keeping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pipes, UTF-16, compressed files with a damaged end, and what cannot be read at all. */
final class UnusualInputTest {
  private static final String LINE =
      "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\","
          + "\"IP\":{\"source\":\"10.244.1.1\"},\"is_reply\":false}}\n";

  @TempDir Path folder;

  private final Keeping kept = new Keeping();
  private InputStream stdin = InputStream.nullInputStream();

  private LogReader.Result read(Object... locations) {
    return new LogReader(Optional.empty(), stdin, LogReader.Progress.NONE)
        .read(
            Arrays.stream(locations).map(Object::toString).toList(),
            new Worker(kept.endpoints, kept.observers, kept));
  }

  private FileSummary readBytes(byte[] bytes) throws IOException {
    return read(Files.write(folder.resolve("log"), bytes)).files().get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path pipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(mkfifo.waitFor() == 0, "this system has no named pipes");
    return pipe;
  }

  private static CompletableFuture<Void> write(Path pipe, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  @Timeout(60)
  void aNamedPipeIsReadOnce() throws IOException, InterruptedException {
    Path pipe = pipe();
    byte[] log = utf8(LINE.repeat(2000));
    for (byte[] bytes : List.of(log, CompressionTest.gzip(log))) {
      kept.flows.clear();
      CompletableFuture<Void> writer = write(pipe, bytes);

      LogReader.Result result = read(pipe);

      writer.join();
      assertThat(kept.flows).hasSize(2000);
      assertThat(result.files().get(0).file()).isEqualTo(pipe.toString());
    }
  }

  @Test
  void aLogInUtf16IsRead() throws IOException {
    for (Charset order : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] log = ("\uFEFF" + LINE + "chatter\r\n" + LINE).getBytes(order);
      for (byte[] bytes : List.of(log, CompressionTest.gzip(log))) {
        kept.flows.clear();

        FileSummary summary = readBytes(bytes);

        assertThat(kept.flows).hasSize(2);
        assertThat(summary.format()).isEqualTo(LogFormat.HUBBLE);
        assertThat(summary.account().samples())
            .singleElement()
            .satisfies(bad -> assertThat(bad.byteOffset()).isEqualTo(LINE.length()));
      }
      stdin = new ByteArrayInputStream(log);
      assertThat(read("-").files().get(0).account().used()).isEqualTo(2);
    }
  }

  @Test
  void completeDataBehindADamagedEndInventsNoRecord() throws IOException {
    byte[] whole = CompressionTest.gzip(utf8(LINE + LINE));
    byte[] wrong = whole.clone();
    wrong[whole.length - 1] ^= 1;
    for (byte[] bytes :
        List.of(
            Arrays.copyOf(whole, whole.length - 8),
            Arrays.copyOf(whole, whole.length - 1),
            CompressionTest.join(whole, utf8("garbage")),
            wrong)) {
      FileSummary summary = readBytes(bytes);

      assertThat(summary.account().records()).isEqualTo(2);
      assertThat(summary.account().used()).isEqualTo(2);
      assertThat(summary.notes()).anyMatch(note -> note.contains("gzip"));
    }
  }

  @Test
  void aRecordThatIsCutInCompleteGzipDataIsTruncatedOnce() throws IOException {
    byte[] whole = CompressionTest.gzip(utf8(LINE + LINE.substring(0, 40)));

    FileSummary summary = readBytes(Arrays.copyOf(whole, whole.length - 8));

    assertThat(summary.account().used()).isEqualTo(1);
    assertThat(summary.account().of(Outcome.TRUNCATED)).isEqualTo(1);
    assertThat(summary.account().records()).isEqualTo(2);
  }

  @Test
  void aFailureOfTheSystemIsToldInWords() {
    Path memory = Path.of("/proc/self/mem");
    assumeTrue(Files.isReadable(memory), "this system has no such file");

    assertThatThrownBy(() -> read(memory))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("/proc/self/mem cannot be read: input/output error");
  }

  @Test
  void anEmptyPathIsRefused() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), LINE);

    assertThatThrownBy(() -> read(good, ""))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("an empty path is not a location");
    assertThat(kept.flows).isEmpty();
  }
}

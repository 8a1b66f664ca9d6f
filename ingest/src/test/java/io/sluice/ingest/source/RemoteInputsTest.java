package io.sluice.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.decode.CutShortException;
import io.sluice.ingest.decode.Decoding.Keeping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Inputs on other machines are cut, read side by side and accounted for as files are. */
final class RemoteInputsTest {
  private static final int LINES = 2_000;

  /** As much is asked for to find where slices may begin. */
  private static final int WINDOW_BYTES = 1 << 20;

  private final List<String> opened = new ArrayList<>();
  private long breaksAt = Long.MAX_VALUE;

  private static String line(int number) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10."
        + number / 256
        + ".1."
        + number % 256
        + "\",\"destination\":\"10.244.2.1\"},\"is_reply\":false}}\n";
  }

  /** An input in memory that breaks off at a place. */
  private final class InMemory implements RemoteFile {
    private final byte[] bytes =
        IntStream.range(0, LINES)
            .mapToObj(RemoteInputsTest::line)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);

    @Override
    public String identity() {
      return "memory";
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public synchronized InputStream open(long from, long to, Consumer<String> notes) {
      opened.add(from + "-" + to);
      boolean looking = to - from == WINDOW_BYTES;
      boolean breaks = !looking && from <= breaksAt && breaksAt < Math.min(to, bytes.length);
      int end = (int) (breaks ? breaksAt : Math.min(to, bytes.length));
      InputStream in = new ByteArrayInputStream(bytes, (int) from, end - (int) from);
      return breaks ? new BreakingOff(in, notes) : in;
    }
  }

  private static final class BreakingOff extends ArrayStream {
    private final InputStream in;
    private final Consumer<String> notes;

    BreakingOff(InputStream in, Consumer<String> notes) {
      this.in = in;
      this.notes = notes;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count < 0) {
        notes.accept("it broke off");
        throw new CutShortException("it broke off");
      }
      return count;
    }
  }

  private LogReader.Result read(int threads, List<Keeping> workers) {
    RemoteSource source =
        new RemoteSource() {
          @Override
          public boolean takes(String location) {
            return location.startsWith("memory:");
          }

          @Override
          public List<InputFile> find(String location) {
            return List.of(new InputFile(new InMemory(), location, false));
          }
        };
    return new LogReader(Optional.empty(), InputStream.nullInputStream(), LogReader.Progress.NONE)
        .slicing(10_000)
        .with(source)
        .read(
            List.of("memory:a"),
            () -> {
              Keeping own = new Keeping();
              workers.add(own);
              return new Worker(own.endpoints, own.observers, own);
            },
            threads);
  }

  private static long seen(List<Keeping> workers) {
    return workers.stream()
        .flatMap(worker -> worker.flows.stream())
        .map(flow -> flow.source().ip().orElseThrow())
        .distinct()
        .count();
  }

  @Test
  void aLargeOneIsReadInSlicesAndNoRecordIsLostOrReadTwice() {
    List<Keeping> workers = new ArrayList<>();

    LogReader.Result result = read(4, workers);

    FileSummary file = result.files().get(0);
    assertThat(file.account().records()).isEqualTo(LINES);
    assertThat(file.account().bad()).isZero();
    assertThat(seen(workers)).isEqualTo(LINES);
    assertThat(opened).as("slices").hasSizeGreaterThan(4);
  }

  @Test
  void oneThatBreaksOffWithinASliceIsNotedOnTheFileAndTheOtherSlicesAreRead() {
    breaksAt = 100_000;
    List<Keeping> workers = new ArrayList<>();

    LogReader.Result result = read(4, workers);

    FileSummary file = result.files().get(0);
    assertThat(file.notes()).containsExactly("it broke off");
    assertThat(file.account().skippedByReason()).containsEntry(Outcome.TRUNCATED, 1L);
    assertThat(seen(workers)).isBetween(LINES / 2L, LINES - 1L);
  }
}

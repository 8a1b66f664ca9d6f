package io.sluice.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.decode.RandomHubble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplayedLogsTest {
  private final byte[] log = new RandomHubble(3).log(40, false);
  private final List<byte[]> values =
      Replayed.batches(log, Optional.empty(), new BatchLimits(10, 100_000));

  ReplayedLogsTest() throws IOException {}

  private static FileSummary only(List<byte[]> values) throws IOException {
    List<FileSummary> summaries = Replayed.of(values).summaries();
    assertThat(summaries).hasSize(1);
    return summaries.get(0);
  }

  @Test
  void aLogThatWasPublishedTwiceCountsOnce() throws IOException {
    List<byte[]> twice = new ArrayList<>(values);
    twice.addAll(values);

    FileSummary summary = only(twice);

    assertThat(values).hasSizeGreaterThan(2);
    assertThat(summary.account().records()).isEqualTo(40);
    assertThat(summary.notes())
        .contains(values.size() + " of its batches are there more than once: each counts once");
    assertThat(Replayed.of(twice).flows()).isEqualTo(Replayed.of(values).flows());
  }

  @Test
  void publishingThatBrokeOffAndWasBegunAgainCountsOnce() throws IOException {
    List<byte[]> again = new ArrayList<>(values.subList(0, 2));
    again.addAll(values);

    FileSummary summary = only(again);

    assertThat(summary.account().records()).isEqualTo(40);
    assertThat(summary.notes()).noneMatch(note -> note.contains("missing"));
  }

  @Test
  void partsThatAreMissingAreNoted() throws IOException {
    List<byte[]> end = values.subList(1, values.size());
    List<byte[]> start = values.subList(0, values.size() - 1);
    String note =
        "parts of it are missing: publishing broke off, or the topic keeps them no longer";

    assertThat(only(end).notes()).contains(note);
    assertThat(only(start).notes()).contains(note);
    assertThat(only(values).notes()).noneMatch(other -> other.contains("missing"));
    assertThat(only(end).account().addsUp()).isTrue();
  }

  @Test
  void aFileThatGrewBetweenTwoPublicationsIsNoted() throws IOException {
    List<byte[]> both = new ArrayList<>(values);
    byte[] other = new RandomHubble(4).log(40, false);
    both.addAll(Replayed.batches(other, Optional.empty(), new BatchLimits(10, 100_000)));

    assertThat(only(both).notes())
        .contains("2 versions of it were published: their records count each");
  }
}

package io.sluice.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.Replayed;
import io.sluice.ingest.follow.Checkpoint.Standing;
import io.sluice.ingest.source.FollowedLog;
import io.sluice.ingest.source.TableReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a follower makes of logs that do not just grow. */
final class LogFollowerTest {
  private final WrittenLog log = new WrittenLog();
  private final LogFollower follower = new LogFollower(BatchLimits.DEFAULTS, "");
  private final List<byte[]> values = new ArrayList<>();
  private Optional<Checkpoint> checkpoint = Optional.empty();

  private static String line(int octet) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.244.1."
        + octet
        + "\",\"destination\":\"10.244.2.1\"},\"l4\":{\"TCP\":{\"source_port\":40000,"
        + "\"destination_port\":8080}},\"is_reply\":false}}\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Looks once; whether there was something to write. */
  private boolean look(boolean settled) throws IOException {
    Optional<LogStep> step = follower.step(log.look(), checkpoint, settled);
    step.ifPresent(
        written -> {
          values.addAll(written.batches());
          checkpoint = Optional.of(written.next());
        });
    return step.isPresent();
  }

  private FileSummary summary() throws IOException {
    return Replayed.of(values).summaries().get(0);
  }

  @Test
  void aLogThatDidNotChangeIsNotReadAgain() throws IOException {
    log.write(bytes(line(1)));

    assertThat(look(false)).isTrue();
    assertThat(look(false)).isFalse();
    assertThat(look(true)).as("that it settled is written once").isTrue();
    assertThat(look(true)).isFalse();
    assertThat(summary().account().records()).isEqualTo(1);
  }

  @Test
  void halfALineIsReadWhenItIsWhole() throws IOException {
    String text = line(1) + line(2);
    log.write(bytes(text.substring(0, text.length() - 20)));
    look(false);
    long before = summary().account().records();
    log.write(bytes(text));
    look(false);

    assertThat(before).isEqualTo(1);
    assertThat(summary().account().records()).isEqualTo(2);
    assertThat(summary().account().skipped()).isZero();
  }

  @Test
  void halfALineThatNeverBecomesWholeIsTruncatedOnce() throws IOException {
    log.write(bytes(line(1) + line(2).substring(0, 50)));
    look(false);
    look(true);
    look(true);
    log.write(bytes(line(1) + line(2).substring(0, 50) + "\n" + line(3)));
    look(false);

    assertThat(summary().account().skippedByReason()).containsEntry(Outcome.TRUNCATED, 1L);
    assertThat(summary().account().records()).isEqualTo(3);
  }

  @Test
  void aDamagedLineHasItsPlaceInTheWholeLog() throws IOException {
    log.write(bytes(line(1)));
    look(false);
    log.write(bytes(line(1) + "poison\n" + line(2)));
    look(false);

    assertThat(summary().account().samples().get(0).line()).isEqualTo(2);
    assertThat(summary().account().samples().get(0).byteOffset()).isEqualTo(line(1).length());
  }

  @Test
  void aLogThatWasRewrittenIsReadFromItsStartWithANote() throws IOException {
    log.write(bytes(line(1) + line(2)));
    look(false);
    log.write(bytes(line(3) + line(4) + line(5)));
    look(false);

    assertThat(summary().account().records()).isEqualTo(5);
    assertThat(summary().notes()).anyMatch(note -> note.contains("rewritten"));
  }

  @Test
  void aLogThatBecameShorterWasRewritten() throws IOException {
    log.write(bytes(line(1) + line(2)));
    look(false);
    log.write(bytes(line(1)));
    look(false);

    assertThat(summary().account().records()).isEqualTo(3);
    assertThat(summary().notes()).anyMatch(note -> note.contains("rewritten"));
  }

  @Test
  void aLogThatWasWrittenAnewWithTheSameBytesIsTheSame() throws IOException {
    log.write(bytes(line(1)));
    look(false);
    log.write(bytes(line(1) + line(2)));
    look(false);
    log.write(bytes(line(1) + line(2)));
    look(false);

    assertThat(summary().account().records()).isEqualTo(2);
    assertThat(checkpoint.orElseThrow().rewrites()).isZero();
  }

  @Test
  void aLogThatChangesWhileItIsReadIsLeftForTheNextLook() throws IOException {
    log.write(bytes(line(1)));
    FollowedLog before = log.look();
    log.write(bytes(line(1) + line(2)));

    assertThat(follower.step(before, checkpoint, false)).isEmpty();
    assertThat(look(false)).isTrue();
    assertThat(summary().account().records()).isEqualTo(2);
  }

  @Test
  void whatIsNoLogIsNamedAndLookedAtAgainWhenItChanges() throws IOException {
    log.write(bytes("a,b,c\n1,2,3\n"));
    look(false);
    Checkpoint before = checkpoint.orElseThrow();
    boolean again = look(true);
    log.write(bytes(line(1)));
    look(false);

    assertThat(before.standing()).isEqualTo(Standing.UNREAD);
    assertThat(before.reason()).isEqualTo("no known format");
    assertThat(again).isFalse();
    assertThat(summary().account().records()).isEqualTo(1);
  }

  @Test
  void edgeTablesAreNoLogs() throws IOException {
    log.write(TableReader.magic());
    look(false);

    assertThat(checkpoint.orElseThrow().standing()).isEqualTo(Standing.UNREAD);
    assertThat(values).isEmpty();
  }

  @Test
  void anEmptyLogIsOneOnceItHasSettled() throws IOException {
    log.write(new byte[0]);
    look(false);
    int before = values.size();
    look(true);

    assertThat(before).isZero();
    assertThat(summary().account().records()).isZero();
  }

  @Test
  void aCheckpointOfANewerFormIsRefused() {
    assertThatThrownBy(() -> Checkpoint.read(bytes("{\"form\":2}")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("use a newer Sluice");
    assertThatThrownBy(() -> Checkpoint.read(bytes("[]")))
        .isInstanceOf(UnusableInputException.class);
    assertThatThrownBy(() -> Checkpoint.read(bytes("{\"form\":1,\"log\":3}")))
        .isInstanceOf(UnusableInputException.class);
  }
}

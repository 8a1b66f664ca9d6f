package io.sluice.recommender.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ingest.kafka.KafkaSettings;
import io.sluice.ingest.source.FollowedLog;
import io.sluice.ingest.source.FollowedSource;
import io.sluice.recommender.serve.failure.HeapWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With brokers that are not there: everything goes on trying, says so, and ends when told. */
@Timeout(60)
final class SideWorkTest {
  private static final KafkaSettings NOBODY =
      KafkaSettings.DEFAULTS.with(
          Map.of(
              "SLUICE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
              "SLUICE_KAFKA_DEFAULT_API_TIMEOUT_MS", "300",
              "SLUICE_KAFKA_REQUEST_TIMEOUT_MS", "200",
              "SLUICE_KAFKA_MAX_BLOCK_MS", "300"));

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final HeapWatch heap = new HeapWatch(() -> said.add("the end"));
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private static ServeSettings settings(List<String> topics, List<String> locations) {
    ServeSettings defaults = ServeSettings.DEFAULTS;
    FollowSettings follow = defaults.follow();
    return new ServeSettings(
        "side-work-test",
        Optional.empty(),
        defaults.stateDir(),
        Optional.of("one"),
        defaults.threads(),
        defaults.standbyReplicas(),
        defaults.commitInterval(),
        topics,
        new FollowSettings(
            locations.stream().map(FollowSettings.Location::parse).toList(),
            follow.every(),
            follow.settledAfter(),
            follow.checkpoints()),
        defaults.outputs(),
        defaults.stream());
  }

  private FollowedSource source(String url) {
    asked.add(url);
    return new FollowedSource() {
      @Override
      public String shown() {
        return url;
      }

      @Override
      public List<FollowedLog> list() {
        return List.of();
      }
    };
  }

  private static List<String> running() {
    List<String> names = new ArrayList<>();
    Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("sluice-(batcher|follower|announcer)"))
        .sorted()
        .forEach(names::add);
    return names;
  }

  private void waitUntilSaid(int lines) throws InterruptedException {
    while (said.size() < lines) {
      Thread.sleep(20);
    }
  }

  @Test
  void nothingIsBegunThatTheSettingsDoNotAskFor() {
    SideWork side = new SideWork(settings(List.of(), List.of()), NOBODY, said::add, heap);
    side.start(this::source);

    assertThat(running()).isEmpty();
    side.stop();
    assertThat(asked).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void whatIsAskedForTriesAgainUntilItIsStopped() throws InterruptedException {
    SideWork side =
        new SideWork(
            settings(List.of("raw"), List.of("prod=azblob://logs/a", "azblob://more")),
            NOBODY,
            said::add,
            heap);
    side.start(this::source);
    side.announce(Optional::empty);
    assertThat(running()).containsExactly("sluice-announcer", "sluice-batcher", "sluice-follower");
    waitUntilSaid(3);

    assertThat(asked).startsWith("azblob://logs/a", "azblob://more");
    assertThat(said)
        .allSatisfy(line -> assertThat(line).contains("127.0.0.1:1").endsWith("; trying again"));
    long begun = System.nanoTime();
    side.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SideWork.LONGEST_STOP);
    assertThat(running()).isEmpty();
  }
}

package io.sluice.recommender.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.analyzer.snapshot.ClusterObject;
import io.sluice.analyzer.snapshot.live.ClusterException;
import io.sluice.analyzer.snapshot.live.ClusterWatch;
import io.sluice.analyzer.snapshot.live.Patience;
import io.sluice.analyzer.snapshot.live.Scope;
import io.sluice.analyzer.snapshot.live.WatchListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a watch tells, and what it does when the API server lets it down. */
final class ClusterWatchTest {
  private static final String PODS = "/api/v1/pods";
  private static final String NODES = "/api/v1/nodes";
  private static final long START = Instant.parse("2026-11-03T12:00:00Z").toEpochMilli();

  private static final Patience QUICK =
      new Patience(
          Duration.ofMillis(2),
          Duration.ofMillis(10),
          3,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMillis(20));

  private final FakeCluster cluster = new FakeCluster().with(PODS, NODES);
  private final AtomicLong clock = new AtomicLong(START);
  private final Told told = new Told();
  private ClusterWatch watch;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  /** Everything that was told, as words. */
  private static final class Told implements WatchListener {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public void object(ClusterObject.Event event, long epochMillis, ObjectNode object) {
      words.add(
          event
              + " "
              + object.path("kind").asText()
              + " "
              + object.path("metadata").path("name").asText()
              + " "
              + seconds(epochMillis));
    }

    @Override
    public void completeUntil(long epochMillis) {
      words.add("complete " + seconds(epochMillis));
    }

    @Override
    public void lost(String reason) {
      words.add("lost " + reason);
    }

    @Override
    public void leftOut(String reason) {
      words.add("left out " + reason);
    }

    private static long seconds(long epochMillis) {
      return (epochMillis - START) / 1000;
    }

    /** The next that fits; what comes before it is forgotten. */
    String next(Predicate<String> fits) throws InterruptedException {
      for (int i = 0; i < 1000; i++) {
        String word = words.poll(20, TimeUnit.SECONDS);
        assertThat(word).as("told within some seconds").isNotNull();
        if (fits.test(word)) {
          return word;
        }
      }
      throw new AssertionError("not among a thousand");
    }

    String nextOf(String beginning) throws InterruptedException {
      return next(word -> word.startsWith(beginning));
    }
  }

  private CompletableFuture<Void> run(Patience patience) {
    InstantSource machine = () -> Instant.ofEpochMilli(clock.get());
    watch = new ClusterWatch(cluster, Scope.WHOLE, patience, machine, told);
    return CompletableFuture.runAsync(() -> watch.run(Optional.empty()));
  }

  /** Watches until the test ends, without an error. */
  private void begin(Patience patience) {
    running = run(patience);
  }

  @AfterEach
  void end() throws Exception {
    if (watch != null) {
      watch.close();
      running.get(20, TimeUnit.SECONDS);
    }
  }

  private static ObjectNode object(String kind, String name, String label) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", kind);
    object
        .putObject("metadata")
        .put("name", name)
        .put("uid", name)
        .putObject("labels")
        .put("a", label);
    return object;
  }

  private void after(int seconds) {
    clock.set(START + 1000L * seconds);
  }

  private void quiet() throws InterruptedException {
    for (int i = 0; i < 2000 && !cluster.isQuiet(); i++) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(cluster.isQuiet()).isTrue();
  }

  @Test
  void everyObjectAndEveryChangeIsToldWithItsTime() throws Exception {
    cluster.happen(PODS, "ADDED", object("Pod", "web", "1"));
    begin(QUICK);

    assertThat(told.nextOf("PRESENT")).isEqualTo("PRESENT Pod web 0");
    assertThat(told.nextOf("complete")).isEqualTo("complete -2");
    quiet();
    after(60);
    cluster.happen(PODS, "MODIFIED", object("Pod", "web", "2"));
    assertThat(told.nextOf("MODIFIED")).isEqualTo("MODIFIED Pod web 60");
    cluster.happen(PODS, "DELETED", object("Pod", "web", "2"));
    assertThat(told.nextOf("DELETED")).isEqualTo("DELETED Pod web 60");
  }

  @Test
  void whatChangesNothingThatIsKeptIsNotTold() throws Exception {
    cluster.happen(PODS, "ADDED", object("Pod", "web", "1"));
    begin(QUICK);
    told.nextOf("PRESENT");
    quiet();

    cluster.happen(PODS, "MODIFIED", object("Pod", "web", "1"));
    cluster.happen(PODS, "ADDED", object("Pod", "next", "1"));

    assertThat(told.next(word -> word.contains("Pod"))).isEqualTo("ADDED Pod next 0");
  }

  @Test
  void completenessWaitsForTheKindThatWasHeardOfLast() throws Exception {
    begin(QUICK);
    told.nextOf("complete");
    quiet();
    after(30);
    cluster.happen(PODS, "ADDED", object("Pod", "web", "1"));
    assertThat(told.nextOf("ADDED")).isEqualTo("ADDED Pod web 30");
    assertThat(watch.completeMillis()).as("nodes were silent").isEqualTo(START - 2000);

    cluster.bookmark();

    assertThat(told.nextOf("complete")).isEqualTo("complete 28");
  }

  @Test
  void whileAWatchIsDownNothingIsComplete() throws Exception {
    begin(QUICK);
    told.nextOf("complete");
    quiet();
    cluster.down();

    assertThat(told.nextOf("lost")).contains("is down: the server is down");
    after(300);
    assertThat(watch.completeMillis()).isEqualTo(START - 2000);
    cluster.up();
    quiet();
    cluster.bookmark();

    assertThat(told.nextOf("complete")).isEqualTo("complete 298");
  }

  @Test
  void aConnectionThatBreaksOnceIsTakenUpWhereItWas() throws Exception {
    begin(QUICK);
    told.nextOf("complete");
    quiet();
    int lists = cluster.asked(PODS);
    cluster.cut();
    cluster.happen(PODS, "ADDED", object("Pod", "meanwhile", "1"));

    assertThat(told.next(word -> !word.startsWith("complete"))).isEqualTo("ADDED Pod meanwhile 0");
    assertThat(cluster.asked(PODS)).as("one more watch, no list").isEqualTo(lists + 1);
  }

  @Test
  void whatVanishedWhileTheServerForgotIsToldAsDeleted() throws Exception {
    cluster.happen(PODS, "ADDED", object("Pod", "old", "1"));
    begin(QUICK);
    told.nextOf("complete");
    quiet();
    cluster.down();
    cluster.happen(PODS, "DELETED", object("Pod", "old", "1"));
    cluster.happen(PODS, "ADDED", object("Pod", "new", "1"));
    cluster.forget(false);
    after(60);
    cluster.up();

    assertThat(told.next(word -> word.contains("Pod"))).isEqualTo("DELETED Pod old 60");
    assertThat(told.next(word -> word.contains("Pod"))).isEqualTo("ADDED Pod new 60");
  }

  @Test
  void aWatchThatStaysDownEndsEverything() {
    CompletableFuture<Void> outage = run(QUICK.withOutage(Duration.ofMillis(300)));
    cluster.down();

    assertThatThrownBy(() -> outage.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClusterException.class)
        .hasMessageContaining("has been down for more than")
        .hasMessageContaining("is not known");
  }

  @Test
  void aWatchThatIsSilentForTooLongIsBegunAnew() throws Exception {
    begin(
        new Patience(
            QUICK.firstPause(),
            QUICK.longestPause(),
            3,
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60)));
    told.nextOf("complete");
    int lists = cluster.asked(PODS);

    for (int i = 0; i < 2000 && cluster.asked(PODS) < lists + 3; i++) {
      TimeUnit.MILLISECONDS.sleep(5);
    }

    assertThat(cluster.asked(PODS)).isGreaterThanOrEqualTo(lists + 3);
  }

  @Test
  void aKindThatIsForbiddenIsLeftOutUntilItIsAllowed() throws Exception {
    cluster.forbid(NODES);
    cluster.happen(NODES, "ADDED", object("Node", "node-1", "1"));
    begin(QUICK);

    assertThat(told.nextOf("left out")).contains("nodes are left out");
    assertThat(told.nextOf("complete")).isEqualTo("complete -2");
    cluster.allow(NODES);

    assertThat(told.next(word -> word.contains("Node"))).isEqualTo("PRESENT Node node-1 0");
  }

  @Test
  void withoutPodsNothingIsWatched() {
    cluster.forbid(PODS);

    assertThatThrownBy(() -> run(QUICK).get(20, TimeUnit.SECONDS))
        .hasMessageContaining("may not list the pods");
  }

  @Test
  void aListenerThatFailsEndsTheWatchWithItsError() {
    cluster.happen(PODS, "ADDED", object("Pod", "web", "1"));
    ClusterWatch failing =
        new ClusterWatch(
            cluster,
            Scope.WHOLE,
            QUICK,
            InstantSource.system(),
            new WatchListener() {
              @Override
              public void object(ClusterObject.Event event, long epochMillis, ObjectNode object) {
                throw new ClusterException("the disk is full");
              }

              @Override
              public void completeUntil(long epochMillis) {}

              @Override
              public void lost(String reason) {}

              @Override
              public void leftOut(String reason) {}
            });

    assertThatThrownBy(() -> failing.run(Optional.of(Duration.ofSeconds(20))))
        .hasMessage("the disk is full");
  }
}

package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.stream.HubbleLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operations.md says of threads that fail, copies that stand by, and restarts. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class OperatingFaults {
  private static final int MANY = 5_000;

  /** At least so large are the stores of that many edges. */
  private static final long STORES = 250_000;

  /** An instance that waits for records reads no more than this in two seconds. */
  private static final long IDLE = 5_000;

  private static final Pattern READ_INTO_STORES =
      Pattern.compile(
          "(?m)^kafka_consumer_incoming_byte_total\\{[^}]*-restore-consumer\"[^}]*} ([0-9.E]+)$");

  private Broker broker;
  private ServeRun serve;
  private Answers answers;
  private Copies logs;

  @TempDir private Path folder;

  @BeforeEach
  void theBrokerRuns() throws Exception {
    broker = Broker.running();
    serve = new ServeRun(broker, folder);
    answers = new Answers(broker, serve, broker.env(), folder);
    logs = new Copies(Files.createDirectory(folder.resolve("logs")));
    answers.publishCluster();
  }

  @AfterEach
  void theProcessesEnd() throws Exception {
    serve.end();
  }

  private void theEdgesAreTheCommands() throws Exception {
    byte[] expected = answers.commanded(logs.all());
    serve.becomes(expected, "");
    assertThat(serve.quiescent()).isEqualTo(expected);
  }

  /** Brokers refuse what the service writes: no retry helps, so each thread fails with it. */
  @Test
  void whereThreadsFailAgainAndAgainEachInstanceEndsWithTheReasonAndNothingIsCountedTwice()
      throws Exception {
    Process one = serve.start("one");
    Process two = serve.start("two");
    answers.run("publish", logs.another());
    theEdgesAreTheCommands();
    String inner = serve.application + "-rows-changelog";
    broker.change(inner, "max.message.bytes", "100");
    answers.run("publish", logs.another());

    assertThat(one.waitFor(3, TimeUnit.MINUTES)).as(serve.said("one")).isTrue();
    assertThat(two.waitFor(3, TimeUnit.MINUTES)).as(serve.said("two")).isTrue();
    assertThat(one.exitValue()).as(serve.said("one")).isEqualTo(5);
    assertThat(two.exitValue()).as(serve.said("two")).isEqualTo(5);
    assertThat(List.of(serve.said("one"), serve.said("two")))
        .allSatisfy(
            said ->
                assertThat(said)
                    .containsPattern("sluice: the service ended: .*" + inner + ".*RecordTooLarge"));

    broker.change(inner, "max.message.bytes", "8388608");
    serve.start("one");
    serve.start("two");
    theEdgesAreTheCommands();
  }

  private void publishManyEdges() throws Exception {
    HubbleLog log = new HubbleLog(logs.another().resolve("many.jsonl"));
    for (int port = 1; port <= MANY; port++) {
      log.flow("", Instant.parse("2026-11-03T12:00:00Z"), port);
    }
    log.written();
    answers.run("publish", logs.all());
  }

  /** Bytes that an instance has read from Kafka into stores, those that stand by too. */
  private long readIntoStores(String instance) throws Exception {
    Matcher found = READ_INTO_STORES.matcher(serve.asked(instance, "/metrics").body());
    return found.results().mapToLong(one -> (long) Double.parseDouble(one.group(1))).sum();
  }

  private void readsNothingMoreIntoStores(String instance) throws Exception {
    long[] before = {-1};
    Until.holds(
        instance + " has read all that its stores need",
        Duration.ofMinutes(2),
        () -> {
          TimeUnit.SECONDS.sleep(2);
          long now = readIntoStores(instance);
          boolean done = before[0] >= 0 && now - before[0] < IDLE;
          before[0] = now;
          return done;
        },
        () -> serve.said(instance));
  }

  /** What the one that is left has read into stores before the other was killed, and after. */
  private long[] oneOfTwoIsKilled(int standbyReplicas) throws Exception {
    serve.set("standbyReplicas", standbyReplicas);
    serve.start("one");
    serve.start("two");
    publishManyEdges();
    theEdgesAreTheCommands();
    serve.isReady("one");
    serve.isReady("two");
    readsNothingMoreIntoStores("two");
    long before = readIntoStores("two");
    serve.kill("one");
    answers.run("publish", logs.another()); // it waits in partitions of either
    theEdgesAreTheCommands();
    long after = readIntoStores("two") - before;
    System.out.println(
        standbyReplicas + " copies: " + before + " bytes before, " + after + " after");
    return new long[] {before, after};
  }

  @Test
  void withCopiesThatStandByAnotherTakesOverWithoutReadingItsStores() throws Exception {
    long[] read = oneOfTwoIsKilled(1);

    assertThat(read[0]).isGreaterThan(STORES);
    assertThat(read[1]).isLessThan(STORES / 5);
  }

  /** The same without, so that the other one can fail. */
  @Test
  void withoutThemItReadsThem() throws Exception {
    long[] read = oneOfTwoIsKilled(0);

    assertThat(read[1]).isGreaterThan(STORES);
  }

  @Test
  void restartedOneAfterAnotherUnderLoadAsForAnUpgrade() throws Exception {
    Process one = serve.start("one");
    Process two = serve.start("two");
    serve.isReady("one");
    serve.isReady("two");
    CountDownLatch done = new CountDownLatch(1);
    ExecutorService publisher = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> published = publisher.submit(() -> publishUntil(done));
      restart("one", one);
      restart("two", two);
      done.countDown();
      assertThat(published.get(2, TimeUnit.MINUTES)).isGreaterThan(1);
    } finally {
      publisher.shutdownNow();
    }

    theEdgesAreTheCommands();
    answers.becomeThoseOfTheCommands(logs.all(), "");
  }

  private int publishUntil(CountDownLatch done) throws Exception {
    int count = 0;
    while (!done.await(300, TimeUnit.MILLISECONDS)) {
      answers.run("publish", logs.another());
      count++;
    }
    return count;
  }

  private void restart(String instance, Process process) throws Exception {
    long begin = System.nanoTime();
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(serve.said(instance)).isTrue();
    assertThat(process.exitValue()).as(serve.said(instance)).isEqualTo(143);
    long ended = System.nanoTime();
    serve.start(instance);
    serve.isReady(instance);
    System.out.println(
        instance
            + " ended within "
            + TimeUnit.NANOSECONDS.toMillis(ended - begin)
            + " ms and was ready again "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended)
            + " ms later");
  }
}

package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.stream.HubbleLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances whose edges do not fit into the heap that they have. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class TooLittleMemoryFaults {
  private static final String SMALL = "48m";
  private static final String ENOUGH = "384m";
  private static final int MOST_PORTS = 65_000;
  private static final int STEP = 2_500;
  private static final Instant TIME = Instant.parse("2026-11-03T12:00:00Z");
  private static final Pattern FAILURES =
      Pattern.compile("(?m)^sluice_answer_failures_total(?:\\{\\})? ([0-9.]+)$");

  private Broker broker;
  private ServeRun serve;
  private Answers answers;
  private Path logs;
  private int ports;

  @TempDir private Path folder;

  @BeforeEach
  void theBrokerRuns() throws Exception {
    broker = Broker.running();
    serve = new ServeRun(broker, folder);
    answers = new Answers(broker, serve, broker.env(), folder);
    logs = Files.createDirectory(folder.resolve("logs"));
    answers.publishCluster();
  }

  @AfterEach
  void theProcessesEnd() throws Exception {
    serve.end();
  }

  /** Publishes connections to ports that nobody has connected to, each of which is an edge. */
  private void publishEdges(int count) throws Exception {
    Path file = logs.resolve("to-" + (ports + count) + ".jsonl");
    HubbleLog log = new HubbleLog(file);
    for (int i = 0; i < count; i++) {
      log.flow("", TIME, ++ports);
    }
    answers.run("publish", log.written());
  }

  private void theEdgesAreTheCommands() throws Exception {
    byte[] expected = answers.commanded(logs);
    serve.becomes(expected, ports + " ports");
    assertThat(serve.quiescent()).isEqualTo(expected);
  }

  private void endsForLackOfMemory(String instance, Process process) throws Exception {
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(serve.said(instance)).isTrue();
    assertThat(process.exitValue()).as(serve.said(instance)).isEqualTo(3);
    assertThat(serve.said(instance))
        .containsPattern("(?m)^sluice: .*memory is used up.*--memory or SLUICE_MEMORY");
    serve
        .said(instance)
        .lines()
        .filter(line -> line.startsWith("sluice: "))
        .forEach(System.out::println);
  }

  /** Of the answers, how many could not be made; -1 where the instance does not say. */
  private double failures(String instance) throws Exception {
    Matcher found = FAILURES.matcher(serve.asked(instance, "/metrics").body());
    return found.find() ? Double.parseDouble(found.group(1)) : -1;
  }

  @Test
  void anInstanceThatCannotReadAllEdgesEndsAndTheOthersGoOn() throws Exception {
    serve.memory(ENOUGH);
    serve.start("large");
    publishEdges(MOST_PORTS);
    theEdgesAreTheCommands();

    serve.memory(SMALL);
    endsForLackOfMemory("small", serve.start("small"));

    assertThat(serve.runs("large")).isTrue();
    publishEdges(100);
    theEdgesAreTheCommands();
    serve.isReady("large");
  }

  @Test
  void anInstanceThatFillsUpKeepsItsAnswerAndThenEndsAndGoesOnWithMoreMemory() throws Exception {
    serve.memory(SMALL);
    Process small = serve.start("small");
    serve.isReady("small");
    double failures = 0;
    while (small.isAlive() && ports < MOST_PORTS) {
      publishEdges(STEP);
      TimeUnit.SECONDS.sleep(8); // longer than the longest time to an answer
      failures = Math.max(failures, failures("small"));
    }
    endsForLackOfMemory("small", small);
    System.out.println(ports + " edges published at the end, failed answers seen: " + failures);

    serve.memory(ENOUGH);
    serve.start("small");
    theEdgesAreTheCommands();
    serve.isReady("small");
  }
}

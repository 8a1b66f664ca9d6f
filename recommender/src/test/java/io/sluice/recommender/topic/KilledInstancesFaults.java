package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.blob.Azurite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances that are killed again and again while blobs grow and logs are published. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class KilledInstancesFaults {
  private static final int ROUNDS = Integer.getInteger("rounds", 20);
  private static final String CONTAINER = "example";
  private static final String BLOBS = "azblob://" + CONTAINER;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private Azurite azurite;
  private ServeRun serve;
  private Answers answers;
  private Copies logs;

  @TempDir private Path folder;

  @BeforeEach
  void theServersRun() throws Exception {
    azurite = Azurite.start();
    azurite.put(CONTAINER, ".keep", new byte[0]);
    Broker broker = Broker.running();
    serve = new ServeRun(broker, folder);
    serve.follow(azurite, CONTAINER);
    Map<String, String> env = new HashMap<>(broker.env());
    env.putAll(azurite.env());
    answers = new Answers(broker, serve, env, folder);
    answers.publishCluster();
    logs = new Copies(Files.createDirectory(folder.resolve("logs")));
    serve.start("one");
    serve.start("two");
  }

  @AfterEach
  void theServersEnd() throws Exception {
    if (serve != null) {
      serve.end();
    }
    if (azurite != null) {
      azurite.close();
    }
  }

  /** Blobs grow, a log is published, an instance is killed and comes back, each at any time. */
  private void round(int number) throws Exception {
    String prefix = "round-" + number + "/";
    List<Runnable> steps = new BlobsBeingWritten(azurite, CONTAINER, prefix, random).stepsOfTexts();
    String victim = random.nextBoolean() ? "one" : "two";
    int killed = random.nextInt(steps.size());
    int back = random.nextInt(steps.size());
    int published = random.nextInt(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run();
      if (i == published) {
        answers.run("publish", logs.another());
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(80)); // the moment is what is random here
      if (i == killed) {
        serve.kill(victim);
      }
      if (i == back && !serve.runs(victim)) {
        serve.start(victim);
      }
    }
    if (!serve.runs(victim)) {
      serve.start(victim);
    }
  }

  private void theEdgesAreTheCommands(String when) throws Exception {
    byte[] expected = answers.commanded(BLOBS, logs.all());
    serve.becomes(expected, when);
    assertThat(serve.quiescent()).as(when).isEqualTo(expected);
  }

  @Test
  void afterEachRoundTheEdgesAreTheCommands() throws Exception {
    long begin = System.nanoTime();
    for (int number = 1; number <= ROUNDS; number++) {
      round(number);
      theEdgesAreTheCommands("seed " + seed + ", round " + number);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      System.out.println("seed " + seed + ": round " + number + " passed after " + seconds + " s");
    }
  }

  @Test
  void anInstanceThatHasLostItsStoresReadsThemAgain() throws Exception {
    round(0);
    serve.isReady("one");
    serve.isReady("two");
    serve.kill("one");
    delete(serve.state("one"));
    answers.run("publish", logs.another());
    serve.start("one");
    theEdgesAreTheCommands("seed " + seed + ", one without its stores");
    serve.isReady("one");
    serve.kill("one");
    serve.kill("two");
    delete(serve.state("one"));
    delete(serve.state("two"));
    answers.run("publish", logs.another());
    serve.start("one");
    serve.start("two");
    theEdgesAreTheCommands("seed " + seed + ", both without their stores");
  }

  private static void delete(Path folder) throws IOException {
    assertThat(folder).isDirectory();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}

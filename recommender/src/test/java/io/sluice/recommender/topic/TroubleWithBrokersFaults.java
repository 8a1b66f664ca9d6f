package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers as processes, of which one, or all, are killed while the service works. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class TroubleWithBrokersFaults {
  private static final int COPIES = 4;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private Brokers brokers;
  private ServeRun serve;
  private Answers answers;
  private Copies logs;

  @TempDir private Path folder;

  @BeforeEach
  void theBrokersRun() throws Exception {
    brokers = Brokers.start(Files.createDirectory(folder.resolve("brokers")));
    Broker broker = brokers.client();
    serve = new ServeRun(broker, folder);
    answers = new Answers(broker, serve, broker.env(), folder);
    logs = new Copies(Files.createDirectory(folder.resolve("logs")));
    answers.publishCluster();
    serve.start("one");
    serve.start("two");
  }

  @AfterEach
  void everythingEnds() throws Exception {
    if (serve != null) {
      serve.end();
    }
    if (brokers != null) {
      brokers.end();
    }
  }

  private void publishMore() throws Exception {
    for (int copy = 0; copy < COPIES; copy++) {
      answers.run("publish", logs.another());
      TimeUnit.MILLISECONDS.sleep(random.nextInt(500)); // the moment is what is random here
    }
  }

  private void theEdgesAreTheCommands() throws Exception {
    byte[] expected = answers.commanded(logs.all());
    serve.becomes(expected, "seed " + seed);
    assertThat(serve.quiescent()).as("seed %d, later", seed).isEqualTo(expected);
  }

  @Test
  void oneOfThreeIsKilledAndTheServiceGoesOnWithoutItAndWithIt() throws Exception {
    publishMore();
    serve.hasSomeEdges();
    int victim = random.nextInt(Brokers.COUNT);
    brokers.kill(victim);
    publishMore();

    theEdgesAreTheCommands();
    brokers.start(victim);
    brokers.areReady();
    publishMore();
    theEdgesAreTheCommands();
    answers.becomeThoseOfTheCommands(logs.all(), "seed " + seed);
  }

  @Test
  void allBrokersAndAllInstancesAreKilledAndStartedAgain() throws Exception {
    publishMore();
    serve.hasSomeEdges();
    serve.end();
    for (int id = 0; id < Brokers.COUNT; id++) {
      brokers.kill(id);
    }
    for (int id = 0; id < Brokers.COUNT; id++) {
      brokers.start(id);
    }
    brokers.areReady();
    serve.start("one");
    serve.start("two");
    publishMore();

    theEdgesAreTheCommands();
    answers.becomeThoseOfTheCommands(logs.all(), "seed " + seed);
  }

  @Test
  void allBrokersAreKilledBeneathInstancesThatStay() throws Exception {
    publishMore();
    serve.hasSomeEdges();
    for (int id = 0; id < Brokers.COUNT; id++) {
      brokers.kill(id);
    }
    serve.isNotReady("one");
    for (int id = 0; id < Brokers.COUNT; id++) {
      brokers.start(id);
    }
    brokers.areReady();
    publishMore();

    theEdgesAreTheCommands();
    answers.becomeThoseOfTheCommands(logs.all(), "seed " + seed);
  }
}

package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.blob.Azurite;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blobs that are written while the service runs: its edges are those of the command on them. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class BlobsIntoTheServiceIT {
  private static final String CONTAINER = "example";
  private static final String BLOBS = "azblob://" + CONTAINER;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private Azurite azurite;
  private ServeRun serve;
  private Answers answers;

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

  @Test
  void theEdgesAreTheCommandsAlthoughInstancesAreKilled() throws Exception {
    Process one = serve.start("one");
    Process two = serve.start("two");
    List<Runnable> steps = new BlobsBeingWritten(azurite, CONTAINER, "", random).steps();
    int killed = steps.size() / 3 + random.nextInt(steps.size() / 3);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
      if (i == killed) {
        (random.nextBoolean() ? one : two).destroyForcibly().waitFor();
      }
    }
    if (!one.isAlive()) {
      serve.start("one");
    }
    byte[] expected = answers.commanded(BLOBS);

    serve.becomes(expected, "seed " + seed);
    TimeUnit.SECONDS.sleep(4); // whatever is read once more now would be too much

    assertThat(serve.edgeFile()).as("seed %d, later", seed).isEqualTo(expected);
    answers.becomeThoseOfTheCommands(BLOBS, "seed " + seed);
  }
}

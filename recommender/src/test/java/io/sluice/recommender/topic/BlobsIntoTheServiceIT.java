package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.blob.Azurite;
import io.sluice.recommender.example.ExampleFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private Azurite azurite;
  private ServeRun serve;
  private Map<String, String> env;

  @TempDir private Path folder;

  @BeforeEach
  void theServersRun() throws Exception {
    azurite = Azurite.start();
    azurite.put(CONTAINER, ".keep", new byte[0]);
    Broker broker = Broker.running();
    serve = new ServeRun(broker, folder);
    serve.follow(azurite, CONTAINER);
    env = new HashMap<>(broker.env());
    env.putAll(azurite.env());
    run("publish", "--cluster", ExampleFolder.cluster());
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

  private void run(Object... words) throws Exception {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--config";
    all[words.length + 1] = serve.settings("command");
    TopicRun run = TopicRun.of(env, all);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private byte[] commanded() throws Exception {
    Path file = folder.resolve("c.edges");
    Files.deleteIfExists(file);
    run(
        "flows",
        "azblob://" + CONTAINER,
        "--cluster",
        ExampleFolder.cluster(),
        "-o",
        "edges=" + file);
    return Files.readAllBytes(file);
  }

  /** The service's edges once they are as expected, or as they are when time is up. */
  private byte[] served(byte[] expected) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    byte[] found = serve.edgeFile();
    while (!Arrays.equals(found, expected) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(500);
      found = serve.edgeFile();
    }
    return found;
  }

  @Test
  void theEdgesAreTheCommandsAlthoughInstancesAreKilled() throws Exception {
    Process one = serve.start("one");
    Process two = serve.start("two");
    List<Runnable> steps = new BlobsBeingWritten(azurite, CONTAINER, random).steps();
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
    byte[] expected = commanded();

    byte[] found = served(expected);
    TimeUnit.SECONDS.sleep(4); // whatever is read once more now would be too much

    assertThat(found)
        .as("seed %d: %s %s", seed, serve.said("one"), serve.said("two"))
        .isEqualTo(expected);
    assertThat(serve.edgeFile()).as("seed %d, later", seed).isEqualTo(expected);
  }
}

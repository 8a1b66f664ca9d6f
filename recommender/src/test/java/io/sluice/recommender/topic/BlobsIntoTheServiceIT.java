package io.sluice.recommender.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sluice.recommender.blob.Azurite;
import io.sluice.recommender.example.ExampleFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private static final JsonMapper JSON = new JsonMapper();

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private Azurite azurite;
  private Broker broker;
  private ServeRun serve;
  private Map<String, String> env;

  @TempDir private Path folder;

  @BeforeEach
  void theServersRun() throws Exception {
    azurite = Azurite.start();
    azurite.put(CONTAINER, ".keep", new byte[0]);
    broker = Broker.running();
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

  private String run(Object... words) throws Exception {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--config";
    all[words.length + 1] = serve.settings("command");
    TopicRun run = TopicRun.of(env, all);
    assertThat(run.exit()).as(run.err()).isIn(0, 1); // a finding is 1
    return run.out();
  }

  /** The policies that the command proposes for the blobs, by the workload's key in topics. */
  private Map<String, String> proposed() throws Exception {
    Path out = folder.resolve("policies");
    run("recommend", BLOBS, "--cluster", ExampleFolder.cluster(), "--out-dir", out);
    Map<String, String> yaml = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          yaml.put(out.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return yaml;
  }

  /** The policies in the topic of recommendations: the last state of each. */
  private Map<String, String> recommended() throws Exception {
    Map<String, String> yaml = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.all(serve.recommendations)) {
      String[] key = new String(record.key(), UTF_8).split("/", -1);
      JsonNode value = record.value() == null ? NullNode.instance : JSON.readTree(record.value());
      String file = key[1] + "/" + key[3] + ".yaml";
      if (value.has("yaml")) {
        yaml.put(file, value.path("yaml").textValue());
      } else {
        yaml.remove(file);
      }
    }
    return yaml;
  }

  /** The findings that the command has, as events call them. */
  private Set<String> found() throws Exception {
    JsonNode report =
        JSON.readTree(run("check", BLOBS, "--cluster", ExampleFolder.cluster(), "-o", "json"));
    Set<String> found = new TreeSet<>();
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("rule").asText().equals("would-deny")) {
        found.add("finding/" + finding.path("fingerprint").asText());
      }
    }
    return found;
  }

  /** What events say would be denied, each as often as it was said. */
  private List<String> said() {
    return broker.all(serve.findings).stream()
        .filter(record -> header(record, "ce_type").equals("io.sluice.flow.would_deny.v1"))
        .map(record -> header(record, "ce_subject"))
        .sorted()
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private byte[] commanded() throws Exception {
    Path file = folder.resolve("c.edges");
    Files.deleteIfExists(file);
    run("flows", BLOBS, "--cluster", ExampleFolder.cluster(), "-o", "edges=" + file);
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

    Map<String, String> proposed = proposed();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!recommended().equals(proposed) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
    assertThat(recommended()).as("seed %d", seed).isNotEmpty().isEqualTo(proposed);
    assertThat(said()).as("seed %d", seed).doesNotHaveDuplicates().containsAll(found());
    assertThat(found()).isNotEmpty();
  }
}

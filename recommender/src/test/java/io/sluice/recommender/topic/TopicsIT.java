package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs through a real broker: what a topic answers is what the files answer. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TopicsIT {
  private static final Path LOGS = ExampleFolder.logs();

  private Broker broker;
  private Map<String, String> env = Map.of();

  @TempDir private Path folder;

  @BeforeEach
  void theBrokerRuns() throws Exception {
    broker = Broker.running();
    env = broker.env();
  }

  /** The edges of logs as a file. */
  private byte[] edges(Object logs) throws Exception {
    Path file = Files.createTempFile(folder, "e", ".edges");
    Files.delete(file);
    TopicRun run =
        TopicRun.of(
            env, "flows", logs, "--cluster", ExampleFolder.cluster(), "-o", "edges=" + file);
    assertThat(run.err()).as("exit %d", run.exit()).doesNotContain("bug");
    assertThat(run.exit()).as(run.err()).isZero();
    return Files.readAllBytes(file);
  }

  private static List<byte[]> lines(Path file) throws Exception {
    return Files.readAllLines(file).stream()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void publishedLogsGiveTheEdgesOfTheFilesByteForByte() throws Exception {
    String topic = "kafka://" + broker.topic("batches", 3);

    TopicRun run = TopicRun.of(env, "publish", LOGS, "--to", topic);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("Published ").contains(topic);
    assertThat(edges(topic)).isEqualTo(edges(LOGS));
  }

  @Test
  void whatIsPublishedTwiceCountsOnce() throws Exception {
    String topic = "kafka://" + broker.topic("twice", 2);
    TopicRun.of(env, "publish", LOGS, "--to", topic);
    TopicRun.of(env, "publish", LOGS, "--to", topic);

    TopicRun run = TopicRun.of(env, "flows", topic, "--cluster", ExampleFolder.cluster());
    TopicRun files = TopicRun.of(env, "flows", LOGS, "--cluster", ExampleFolder.cluster());

    assertThat(run.out()).isEqualTo(files.out());
  }

  @Test
  void aTopicOfSingleRecordsAnswersLikeTheFile() throws Exception {
    String name = broker.topic("json", 2);
    List<byte[]> values = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(LOGS)) {
      for (Path file : walk.filter(path -> path.toString().endsWith("l")).sorted().toList()) {
        values.addAll(lines(file));
      }
    }
    broker.fill(name, values, 2);
    Path joined = folder.resolve("all.jsonl");
    for (byte[] value : values) {
      Files.write(
          joined,
          (new String(value, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }

    TopicRun topic =
        TopicRun.of(env, "flows", "kafka://" + name, "--cluster", ExampleFolder.cluster());
    TopicRun file = TopicRun.of(env, "flows", joined, "--cluster", ExampleFolder.cluster());

    assertThat(values).hasSizeGreaterThan(100);
    assertThat(topic.exit()).as(topic.err()).isZero();
    assertThat(topic.out()).isEqualTo(file.out());
  }

  @Test
  void aTopicThatIsNotThereIsSaidToBeMissing() {
    TopicRun read = TopicRun.of(env, "flows", "kafka://nowhere");
    TopicRun written = TopicRun.of(env, "publish", LOGS, "--to", "kafka://nowhere");

    assertThat(read.exit()).isEqualTo(3);
    assertThat(read.err()).contains("kafka://nowhere: there is no such topic at ");
    assertThat(written.exit()).isEqualTo(5);
    assertThat(written.err()).contains("there is no such topic").contains("config/topics.yaml");
  }
}

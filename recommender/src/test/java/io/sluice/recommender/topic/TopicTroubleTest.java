package io.sluice.recommender.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.recommender.example.ExampleFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told where topics cannot be had; no broker is needed for that. */
final class TopicTroubleTest {
  private static final Map<String, String> NOBODY =
      Map.of(
          "SLUICE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
          "SLUICE_KAFKA_DEFAULT_API_TIMEOUT_MS", "600",
          "SLUICE_KAFKA_REQUEST_TIMEOUT_MS", "500");

  @Test
  void withoutBrokersTheSettingIsNamed() {
    TopicRun read = TopicRun.of(Map.of(), "flows", "kafka://a");
    TopicRun written = TopicRun.of(Map.of(), "publish", ExampleFolder.logs(), "--to", "kafka://a");

    for (TopicRun run : new TopicRun[] {read, written}) {
      assertThat(run.exit()).isEqualTo(5);
      assertThat(run.err())
          .contains("kafka://a: which brokers have it? Give kafka.bootstrapServers")
          .contains("SLUICE_KAFKA_BOOTSTRAP_SERVERS");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void whereNobodyAnswersTheBrokersAndTheRemedyAreNamed() {
    TopicRun read = TopicRun.of(NOBODY, "flows", "kafka://a");
    TopicRun written = TopicRun.of(NOBODY, "publish", ExampleFolder.logs(), "--to", "kafka://a");

    for (TopicRun run : new TopicRun[] {read, written}) {
      assertThat(run.exit()).as(run.err()).isEqualTo(5);
      assertThat(run.err()).contains("kafka://a: no answer from 127.0.0.1:1 in time");
    }
  }

  @Test
  void aWrongPropertyIsNamedAndItsSecretsAreNot() {
    TopicRun run =
        TopicRun.of(
            Map.of(
                "SLUICE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "SLUICE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "SLUICE_KAFKA_SASL_MECHANISM", "PLAIN",
                "SLUICE_KAFKA_SASL_JAAS_CONFIG", "broken password=\"s3cret-of-us\""),
            "flows",
            "kafka://a",
            "--debug");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).doesNotContain("s3cret");
  }

  @Test
  void publishWantsLogsAndATopic(@TempDir Path folder) throws Exception {
    Path settings = Files.writeString(folder.resolve("s.yaml"), "kafka: {flowBatches: 'a b'}");

    assertThat(TopicRun.of(Map.of(), "publish").exit()).isEqualTo(2);
    assertThat(TopicRun.of(Map.of(), "publish", "x", "--to", "a").err())
        .contains("--to a: expected kafka://TOPIC");
    assertThat(TopicRun.of(Map.of(), "publish", "kafka://a").err())
        .contains("kafka://a: publish puts files and blobs into a topic");
    assertThat(TopicRun.of(Map.of(), "publish", "x", "--config", settings).err())
        .contains("s.yaml:1: kafka.flowBatches must be the name of a topic");
  }

  @Test
  void propertiesThatWouldLoseRecordsAreRefused(@TempDir Path folder) throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            kafka:
              bootstrapServers: nowhere
              properties:
                isolation.level: read_uncommitted
                acks: 0
            """);

    TopicRun run = TopicRun.of(Map.of(), "flows", "kafka://a", "--config", settings);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("s.yaml:2: kafka.bootstrapServers must be host:port")
        .contains("s.yaml:4: kafka.properties.isolation.level is set by Sluice itself")
        .contains("s.yaml:5: kafka.properties.acks is set by Sluice itself");
  }
}

package io.sluice.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.UnusableInputException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaSettingsTest {
  @Test
  void theEnvironmentWins() {
    KafkaSettings settings =
        new KafkaSettings(
                Optional.of("a:9092"), new TreeMap<>(Map.of("security.protocol", "SSL")), "t")
            .with(
                Map.of(
                    "SLUICE_KAFKA_BOOTSTRAP_SERVERS", "b:9093",
                    "SLUICE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                    "SLUICE_KAFKA_SASL_MECHANISM", "PLAIN",
                    "SLUICE_KAFKA_ISOLATION_LEVEL", "read_uncommitted",
                    "SLUICE_KAFKA_CLIENT_ID", ""));

    assertThat(settings.bootstrapServers()).contains("b:9093");
    assertThat(settings.properties())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
  }

  @Test
  void secretsAreNeverSaid() {
    String jaas = "org.example.Plain required username=\"u\" password=\"s3cret-of-us\";";
    KafkaSettings settings =
        KafkaSettings.DEFAULTS.with(
            Map.of(
                "SLUICE_KAFKA_SASL_JAAS_CONFIG",
                jaas,
                "SLUICE_KAFKA_SSL_KEYSTORE_PASSWORD",
                "hunter22"));

    assertThat(settings.toString()).doesNotContain("s3cret").doesNotContain("hunter22");
    assertThat(settings.hidden("Invalid value " + jaas + " and hunter22"))
        .isEqualTo("Invalid value *** and ***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka://", "kafka://a b", "kafka://a/b", "kafka://..", "KAFKA://ä"})
  void whatIsNoTopicIsRefused(String location) {
    assertThat(TopicLocation.isOne(location)).isTrue();
    assertThatThrownBy(() -> TopicLocation.parse(location))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(location + ": expected kafka://TOPIC");
  }

  @Test
  void aTopicIsNamedByItsScheme() {
    assertThat(TopicLocation.parse("kafka://sluice.flow-batches").topic())
        .isEqualTo("sluice.flow-batches");
    assertThat(TopicLocation.isOne("kafka.log")).isFalse();
  }
}

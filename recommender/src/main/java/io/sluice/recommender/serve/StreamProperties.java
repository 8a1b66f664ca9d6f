package io.sluice.recommender.serve;

import io.sluice.ingest.kafka.KafkaClients;
import io.sluice.ingest.kafka.KafkaSettings;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told, beside the topology. */
final class StreamProperties {
  private StreamProperties() {}

  static Properties of(ServeSettings settings, KafkaSettings kafka) {
    Properties properties = new KafkaClients(kafka).streams();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    // A row has all its pods with it.
    properties.put(StreamsConfig.topicPrefix("max.message.bytes"), "8388608");
    settings
        .instanceId()
        .ifPresent(id -> properties.put(StreamsConfig.mainConsumerPrefix("group.instance.id"), id));
    return properties;
  }
}

package io.sluice.ingest.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics that must be there before anything begins. */
public final class TopicDemand {
  private TopicDemand() {}

  /**
   * Demands topics; all that are missing are named at once.
   *
   * @param settings with the environment's part
   * @return how many partitions each has
   * @throws java.io.UncheckedIOException where one is missing, or the brokers fail or refuse
   */
  public static Map<String, Integer> of(KafkaSettings settings, List<String> topics) {
    KafkaClients clients = new KafkaClients(settings);
    if (clients.servers().isEmpty()) {
      throw KafkaTrouble.noServers("kafka://" + String.join(", kafka://", topics));
    }
    Map<String, Integer> partitions = new TreeMap<>();
    Set<String> missing = new TreeSet<>();
    try (Admin admin = clients.admin()) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(topics).topicNameValues().entrySet()) {
        try {
          partitions.put(topic.getKey(), topic.getValue().get().partitions().size());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw new KafkaTrouble(clients).outside("kafka://" + topic.getKey(), e);
          }
          missing.add(topic.getKey());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KafkaTrouble.said("interrupted while waiting for the brokers");
    }
    if (!missing.isEmpty()) {
      throw KafkaTrouble.said(
          "kafka://"
              + String.join(", kafka://", missing)
              + ": there is no such topic at "
              + clients.servers()
              + "; config/topics.yaml says how topics are made");
    }
    return partitions;
  }
}

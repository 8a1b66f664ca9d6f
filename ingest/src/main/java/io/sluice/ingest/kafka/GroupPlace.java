package io.sluice.ingest.kafka;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** How far a group of consumers has read, before any of this process is one of it. */
public final class GroupPlace {
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final KafkaClients clients;
  private final String group;

  /**
   * The place of a group.
   *
   * @param settings with the environment's part
   */
  public GroupPlace(KafkaSettings settings, String group) {
    this.clients = new KafkaClients(settings);
    this.group = group;
  }

  /** Whether it has committed any place in any topic; what is being committed is waited for. */
  public boolean isKnown() {
    return asked(
        admin ->
            admin
                .listConsumerGroupOffsets(
                    group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .anyMatch(place -> place != null));
  }

  /**
   * Places the group in a topic where the records begin that were published at a moment or later.
   *
   * @return false where another process has begun as one of the group; nothing changes then
   */
  public boolean begin(String topic, Instant from) {
    return asked(
        admin -> {
          List<TopicPartition> partitions =
              admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                  .flatMap(described -> described.partitions().stream())
                  .map(one -> new TopicPartition(topic, one.partition()))
                  .toList();
          Map<TopicPartition, Long> first =
              offsets(admin, partitions, OffsetSpec.forTimestamp(from.toEpochMilli()));
          Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
          Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
          ends.forEach(
              (partition, end) -> {
                long found = first.getOrDefault(partition, -1L);
                places.put(partition, new OffsetAndMetadata(found < 0 ? end : found));
              });
          return committed(admin.alterConsumerGroupOffsets(group, places).all());
        });
  }

  private static boolean committed(KafkaFuture<Void> committing)
      throws ExecutionException, InterruptedException {
    try {
      committing.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownMemberIdException
          || e.getCause() instanceof GroupNotEmptyException
          || e.getCause() instanceof RebalanceInProgressException) {
        return false;
      }
      throw e;
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> one :
        admin.listOffsets(asked, COMMITTED).all().get().entrySet()) {
      offsets.put(one.getKey(), one.getValue().offset());
    }
    return offsets;
  }

  private interface Asking {
    boolean ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  private boolean asked(Asking asking) {
    try (Admin admin = clients.admin()) {
      return asking.ask(admin);
    } catch (ExecutionException | KafkaException e) {
      throw new KafkaTrouble(clients).outside("the group " + group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KafkaTrouble.said("interrupted while waiting for the brokers");
    }
  }
}

package io.sluice.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ingest.Account;
import io.sluice.ingest.BadRecord;
import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.Outcome;
import io.sluice.ingest.batch.BatchLimits;
import io.sluice.ingest.batch.BatchPart;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.ReplayedLogs;
import io.sluice.ingest.decode.Decoding.Keeping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BatcherTest {
  private static final TopicPartition FIRST = new TopicPartition("raw", 0);
  private static final TopicPartition SECOND = new TopicPartition("raw", 1);
  private static final String VNET =
      "{\"records\":[{\"time\":\"2026-08-13T20:32:45Z\",\"macAddress\":\"0022487BC205\","
          + "\"targetResourceID\":\"/subs/a\",\"flowLogVersion\":4,\"flowRecords\":{\"flows\":"
          + "[{\"aclID\":\"1\",\"flowGroups\":[{\"rule\":\"r\",\"flowTuples\":["
          + "\"1786653165000,10.0.0.4,10.0.0.5,41000,443,6,O,B,NX,0,0,0,0\","
          + "\"1786653165001,10.0.0.4,10.0.0.6,41001,443,6,O,B,NX,0,0,0,0\"]}]}]}}]}";

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private long now;
  private final Batcher batcher = batcher(new BatchLimits(3, 100_000));

  private Batcher batcher(BatchLimits limits) {
    return new Batcher(
        consumer,
        producer,
        new BatcherPlan(List.of("raw"), "batches", limits, Duration.ofMillis(200)),
        new KafkaTrouble(new KafkaClients(KafkaSettings.DEFAULTS)),
        () -> now);
  }

  @BeforeEach
  void join() {
    batcher.start();
    consumer.rebalance(List.of(FIRST, SECOND));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
  }

  private static String line(int port) {
    return "{\"flow\":{\"time\":\"2026-03-02T10:00:01Z\",\"verdict\":\"FORWARDED\",\"IP\":{\"source\":"
        + "\"10.0.0.1\",\"destination\":\"10.0.0.2\"},\"l4\":{\"TCP\":{\"source_port\":40000,"
        + "\"destination_port\":"
        + port
        + "}},\"is_reply\":false,\"traffic_direction\":\"EGRESS\"}}";
  }

  private void add(TopicPartition partition, long offset, @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, bytes));
  }

  private void pass(Duration time) {
    now += time.toNanos();
    batcher.step();
  }

  private List<FlowBatch> written() throws IOException {
    List<FlowBatch> batches = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      batches.add(FlowBatch.read(record.value()));
    }
    return batches;
  }

  private FileSummary only(Keeping kept) throws IOException {
    ReplayedLogs logs = new ReplayedLogs();
    FlowReplay replay = new FlowReplay(kept.endpoints, kept.observers);
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      logs.take(record.value(), FlowBatch.read(record.value()), replay, kept);
    }
    assertThat(logs.summaries()).hasSize(1);
    return logs.summaries().get(0);
  }

  @Test
  void aFullBatchIsWrittenWithTheOffsetsInOneTransaction() throws IOException {
    for (int i = 0; i < 4; i++) {
      add(FIRST, i + 10L, line(8000 + i));
    }
    consumer.updateBeginningOffsets(Map.of(FIRST, 10L));

    batcher.step();

    assertThat(written()).hasSize(1);
    assertThat(written().get(0).flows()).isEqualTo(3);
    assertThat(written().get(0).part())
        .isEqualTo(new BatchPart("kafka://raw/0", 10, BatchPart.Extent.RUN));
    assertThat(producer.commitCount()).isEqualTo(1);
    assertThat(producer.consumerGroupOffsetsHistory().get(0).values())
        .containsExactly(Map.of(FIRST, new OffsetAndMetadata(13)));
  }

  @Test
  void whatIsNotFullWaitsForOthersOnlyForAWhile() throws IOException {
    add(FIRST, 0, line(80));
    pass(Duration.ofMillis(50));
    assertThat(producer.history()).isEmpty();

    add(SECOND, 0, line(81));
    pass(Duration.ofMillis(100));
    assertThat(producer.history()).isEmpty();
    pass(Duration.ofMillis(110));

    assertThat(written())
        .extracting(batch -> batch.part().source())
        .containsExactly("kafka://raw/0", "kafka://raw/1");
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void anEnvelopeHoldsManyRecordsOfTheirFormat() throws IOException {
    add(FIRST, 0, VNET);
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(1));
    Keeping kept = new Keeping();

    FileSummary summary = only(kept);

    assertThat(summary.format()).isEqualTo(LogFormat.VNET);
    assertThat(summary.account().records()).isEqualTo(2);
    assertThat(kept.flows).extracting(seen -> seen.destinationPort()).containsExactly(443, 443);
  }

  @Test
  void poisonIsCountedWithItsPlaceAndStopsNothing() throws IOException {
    add(FIRST, 5, line(80));
    add(FIRST, 6, "no json");
    add(FIRST, 7, "{\"flow\":{\"time\":");
    add(FIRST, 8, null);
    add(FIRST, 9, "{\"something\":\"else\"}");
    add(FIRST, 10, line(81));
    consumer.updateBeginningOffsets(Map.of(FIRST, 5L));
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(1));
    Keeping kept = new Keeping();

    Account account = only(kept).account();

    assertThat(kept.flows).hasSize(2);
    assertThat(account.addsUp()).isTrue();
    assertThat(account.records()).isEqualTo(6);
    assertThat(account.of(Outcome.MALFORMED)).isEqualTo(3);
    assertThat(account.of(Outcome.TRUNCATED)).isEqualTo(1);
    assertThat(account.samples())
        .extracting(BadRecord::toString)
        .containsExactly(
            "kafka://raw/0@6:1 (byte 0): no JSON object",
            "kafka://raw/0@7:1 (byte 0): the input ends inside the record",
            "kafka://raw/0@8:1 (byte 0): the record has no value",
            "kafka://raw/0@9:1 (byte 0): a JSON object of no known format");
    assertThat(producer.consumerGroupOffsetsHistory().get(0).values())
        .containsExactly(Map.of(FIRST, new OffsetAndMetadata(11)));
  }

  @Test
  void aBatchThatStraysIntoTheTopicIsCountedAsBad() throws IOException {
    add(FIRST, 0, line(80));
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(1));
    byte[] batch = producer.history().get(0).value();
    producer.clear();
    consumer.addRecord(new ConsumerRecord<>("raw", 0, 1, null, batch));
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(1));

    Account account = only(new Keeping()).account();

    assertThat(account.bad()).isEqualTo(1);
    assertThat(account.samples().get(0).problem())
        .isEqualTo("a flow batch, where a single flow in JSON was expected");
  }

  @Test
  void aTransactionThatFailsIsTakenBackAndReadAgain() throws IOException {
    producer.commitTransactionException = new KafkaException("a broker went away");
    for (int i = 0; i < 3; i++) {
      add(FIRST, i, line(8000 + i));
    }
    batcher.step();
    assertThat(producer.history()).isEmpty();
    assertThat(consumer.position(FIRST)).isZero();

    producer.commitTransactionException = null;
    for (int i = 0; i < 3; i++) {
      add(FIRST, i, line(8000 + i));
    }
    batcher.step();

    assertThat(written()).hasSize(1);
    assertThat(written().get(0).flows()).isEqualTo(3);
  }

  @Test
  void afterAFailureInTheMiddleOfWhatWasReadNothingIsTakenTwice() throws IOException {
    producer.commitTransactionException = new KafkaException("a broker went away");
    for (int i = 0; i < 5; i++) {
      add(FIRST, i, line(8000 + i));
    }
    batcher.step();

    producer.commitTransactionException = null;
    for (int i = 0; i < 5; i++) {
      add(FIRST, i, line(8000 + i));
    }
    batcher.step();
    pass(Duration.ofSeconds(1));
    Keeping kept = new Keeping();

    assertThat(only(kept).account().records()).isEqualTo(5);
    assertThat(kept.flows)
        .extracting(seen -> seen.destinationPort())
        .containsExactly(8000, 8001, 8002, 8003, 8004);
  }

  @Test
  void whoeverLostItsPlaceToAnotherStops() {
    producer.commitTransactionException = new ProducerFencedException("fenced");
    for (int i = 0; i < 3; i++) {
      add(FIRST, i, line(8000 + i));
    }

    assertThatThrownBy(batcher::step)
        .hasMessage("batches: another process with the same transactional id took over");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aPartitionThatGoesElsewhereIsCommittedFirst() throws IOException {
    add(FIRST, 0, line(80));
    add(SECOND, 0, line(81));
    pass(Duration.ZERO);

    consumer.rebalance(Set.of(SECOND));

    assertThat(written())
        .extracting(batch -> batch.part().source())
        .containsExactly("kafka://raw/0", "kafka://raw/1");
  }
}

package io.sluice.ingest.kafka;

import io.sluice.ingest.batch.FlowBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Makes {@link FlowBatch}es of topics with one flow per record, each record in exactly one batch:
 * the batches and the offsets up to which they go are written in one transaction. A record that
 * cannot be read is counted in its batch, with its place, and stops nothing.
 *
 * <p>One thread's, but for {@link #stop}. A batch that the brokers do not take because of its size
 * stops the loop: nothing of it is lost, because nothing of it is committed.
 */
public final class Batcher implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final BatcherPlan plan;
  private final KafkaTrouble trouble;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, PartitionRun> runs = new HashMap<>();

  /** When the oldest record that waits was read; meaningless where none does. */
  private long waitingSince;

  private boolean waiting;
  private int failures;
  private volatile boolean stopped;

  /** What becomes of runs where partitions go to another instance. */
  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // Runs begin with their first record.
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      flush();
      partitions.forEach(runs::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(runs::remove);
    }
  }

  Batcher(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      BatcherPlan plan,
      KafkaTrouble trouble,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.producer = producer;
    this.plan = plan;
    this.trouble = trouble;
    this.nanoTime = nanoTime;
  }

  /**
   * One of the instances of a group.
   *
   * @param group the group of consumers, which share the partitions
   * @param instance this instance's name; another one of the same name takes over from it
   */
  public static Batcher open(
      KafkaClients clients, BatcherPlan plan, String group, String instance) {
    return new Batcher(
        clients.member(group),
        clients.writer(group + "-" + instance),
        plan,
        new KafkaTrouble(clients),
        System::nanoTime);
  }

  /** Joins the group. */
  void start() {
    try {
      producer.initTransactions();
      consumer.subscribe(plan.topics(), new Handover());
    } catch (KafkaException e) {
      throw trouble.outside(plan.flowBatches(), e);
    }
  }

  /**
   * Works until it is stopped; what was read until then is committed.
   *
   * @throws java.io.UncheckedIOException where the brokers fail or refuse for good
   */
  public void run() {
    start();
    while (!stopped) {
      step();
    }
    flush();
  }

  /** Reads some records, and writes batches where it is time. */
  void step() {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      boolean good = true;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        good = good && take(record); // else it comes again
      }
    } catch (WakeupException e) {
      return; // stopped
    } catch (KafkaException e) {
      throw trouble.outside(String.join(", ", plan.topics()), e);
    }
    if (waiting && nanoTime.getAsLong() - waitingSince >= plan.linger().toNanos()) {
      flush();
    }
  }

  /** False where records were read again from further back. */
  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    PartitionRun run =
        runs.computeIfAbsent(
            partition,
            at ->
                new PartitionRun(
                    new TopicLocation(at.topic()).partition(at.partition()), plan.limits()));
    run.take(record);
    if (!waiting) {
      waiting = true;
      waitingSince = nanoTime.getAsLong();
    }
    return !run.full() || flush();
  }

  /**
   * Writes a batch of every partition that has records, and how far they go, or nothing.
   *
   * @return false where that failed, and records are read again from where the last one ended
   */
  private boolean flush() {
    if (runs.values().stream().allMatch(PartitionRun::isEmpty)) {
      waiting = false;
      return true;
    }
    try {
      producer.beginTransaction();
      Map<TopicPartition, OffsetAndMetadata> offsets = send();
      producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
      producer.commitTransaction();
      failures = 0;
      waiting = false;
      return true;
    } catch (KafkaException e) {
      if (KafkaTrouble.isFinal(e) || ++failures >= BatcherPlan.MOST_FAILURES) {
        throw trouble.outside(plan.flowBatches(), e);
      }
      begunAgain(e);
      return false;
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> send() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    TreeMap<String, TopicPartition> bySource = new TreeMap<>();
    runs.forEach((partition, run) -> bySource.put(run.source(), partition));
    for (TopicPartition partition : bySource.values()) {
      PartitionRun run = runs.get(partition);
      if (run != null && !run.isEmpty()) {
        byte[] key = run.source().getBytes(StandardCharsets.UTF_8);
        // What becomes of it is said when the transaction is committed.
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(plan.flowBatches(), key, run.finish()));
        offsets.put(partition, new OffsetAndMetadata(run.next()));
      }
    }
    return offsets;
  }

  /** Takes the transaction back, and reads again from where the last one ended. */
  private void begunAgain(KafkaException failure) {
    try {
      producer.abortTransaction();
      runs.clear();
      waiting = false;
      Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(consumer.assignment());
      for (TopicPartition partition : consumer.assignment()) {
        OffsetAndMetadata at = committed.get(partition);
        if (at == null) {
          consumer.seekToBeginning(List.of(partition));
        } else {
          consumer.seek(partition, at);
        }
      }
    } catch (KafkaException e) {
      e.addSuppressed(failure);
      throw trouble.outside(plan.flowBatches(), e);
    }
  }

  /** Ends {@link #run} soon; any thread's. */
  public void stop() {
    stopped = true;
    consumer.wakeup();
  }

  /** Leaves the group. What waits and was not committed is read by another instance. */
  @Override
  public void close() {
    try {
      consumer.close();
    } finally {
      producer.close();
    }
  }
}

package io.sluice.ingest.kafka;

import io.sluice.ingest.FileSummary;
import io.sluice.ingest.LogFormat;
import io.sluice.ingest.UnusableInputException;
import io.sluice.ingest.batch.FlowBatch;
import io.sluice.ingest.batch.FlowBatchException;
import io.sluice.ingest.batch.FlowReplay;
import io.sluice.ingest.batch.ReplayedLogs;
import io.sluice.ingest.decode.ValueDecoder;
import io.sluice.ingest.source.FlowFeed;
import io.sluice.ingest.source.TableReader;
import io.sluice.ingest.source.Worker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * All records that a topic had when it was opened: flow batches, which stand for the logs that they
 * were made of, and records in any format that is read, of which each partition is a log.
 */
final class TopicFeed implements FlowFeed {
  private static final Duration POLL = Duration.ofMillis(500);

  /** So long nothing may come although more is there; brokers elect leaders in less. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TopicLocation location;
  private final Supplier<Consumer<byte[], byte[]>> readers;
  private final KafkaTrouble trouble;
  private final Map<TopicPartition, Long> ends;

  /** One pass over the records. */
  private static final class Pass {
    private final TopicLocation location;
    private final Worker worker;
    private final Optional<LogFormat> override;
    private final FlowReplay replay;
    private final ReplayedLogs logs = new ReplayedLogs();
    private final Map<Integer, ValueDecoder> decoders = new HashMap<>();

    /** The last record of each key of a table of edges. */
    private final Map<ByteBuffer, byte[]> edges = new HashMap<>();

    private boolean ofEdges;

    /** Offsets of records with a key alone: rows that are gone, or else records of nothing. */
    private final Map<Integer, List<Long>> valueless = new TreeMap<>();

    Pass(TopicLocation location, Worker worker, Optional<LogFormat> override) {
      this.location = location;
      this.worker = worker;
      this.override = override;
      this.replay = new FlowReplay(worker.endpoints(), worker.observers());
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      byte[] value = record.value();
      if (record.key() != null && value != null && TableReader.isRecord(value)) {
        edges.put(ByteBuffer.wrap(record.key()), value);
        ofEdges = true;
        return;
      }
      if (record.key() != null && value == null) {
        edges.remove(ByteBuffer.wrap(record.key()));
        valueless.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(record.offset());
        return;
      }
      if (value == null || !FlowBatch.is(value)) {
        PackedValues.decode(decoder(record.partition()), record.offset(), value);
        return;
      }
      try {
        logs.take(value, FlowBatch.read(value), replay, worker.sink());
      } catch (FlowBatchException e) {
        throw new UnusableInputException(
            location.partition(record.partition())
                + "@"
                + record.offset()
                + " cannot be read: "
                + e.getMessage(),
            e);
      }
    }

    private FileSummary table(TableReader tables) {
      try {
        synchronized (tables) {
          return tables.read(location.toString(), edges.values());
        }
      } catch (IOException e) {
        throw new UnusableInputException(location + " cannot be read: " + e.getMessage(), e);
      }
    }

    private ValueDecoder decoder(int partition) {
      return decoders.computeIfAbsent(
          partition,
          number ->
              new ValueDecoder(
                  location.partition(number),
                  worker.endpoints(),
                  worker.observers(),
                  override,
                  worker.sink()));
    }

    List<FileSummary> summaries(TableReader tables) {
      if (!ofEdges) {
        valueless.forEach(
            (partition, offsets) ->
                offsets.forEach(offset -> decoder(partition).decode(offset, null)));
      }
      List<FileSummary> all = new ArrayList<>(logs.summaries());
      if (!edges.isEmpty()) {
        all.add(table(tables));
      }
      decoders.values().forEach(decoder -> all.add(decoder.summary()));
      all.sort(Comparator.comparing(FileSummary::file));
      return all;
    }
  }

  private TopicFeed(
      TopicLocation location,
      Supplier<Consumer<byte[], byte[]>> readers,
      KafkaTrouble trouble,
      Map<TopicPartition, Long> ends) {
    this.location = location;
    this.readers = readers;
    this.trouble = trouble;
    this.ends = Map.copyOf(ends);
  }

  /**
   * Finds out what a topic has.
   *
   * @throws UnusableInputException where there is none of that name
   */
  static TopicFeed open(TopicLocation location, KafkaClients clients) {
    if (clients.servers().isEmpty()) {
      throw KafkaTrouble.noServers(location.toString());
    }
    return open(location, clients::reader, clients);
  }

  static TopicFeed open(
      TopicLocation location, Supplier<Consumer<byte[], byte[]>> readers, KafkaClients clients) {
    KafkaTrouble trouble = new KafkaTrouble(clients);
    try (Consumer<byte[], byte[]> consumer = readers.get()) {
      List<TopicPartition> partitions = partitions(consumer, location);
      if (partitions.isEmpty()) {
        throw new UnusableInputException(
            location + ": there is no such topic at " + clients.servers());
      }
      return new TopicFeed(location, readers, trouble, consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      throw trouble.outside(location.toString(), e);
    }
  }

  private static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, TopicLocation location) {
    try {
      List<PartitionInfo> found = consumer.partitionsFor(location.topic());
      return found == null
          ? List.of()
          : found.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    } catch (UnknownTopicOrPartitionException e) {
      return List.of();
    }
  }

  @Override
  public String identity() {
    return location.toString();
  }

  @Override
  public List<FileSummary> feed(Worker worker, Optional<LogFormat> override, TableReader tables) {
    Pass pass = new Pass(location, worker, override);
    try (Consumer<byte[], byte[]> consumer = readers.get()) {
      List<TopicPartition> open = new ArrayList<>(ends.keySet());
      consumer.assign(open);
      consumer.seekToBeginning(open);
      long lastNews = System.nanoTime();
      open.removeIf(partition -> done(consumer, partition));
      while (!open.isEmpty()) {
        lastNews = poll(consumer, pass) ? System.nanoTime() : lastNews;
        if (open.removeIf(partition -> done(consumer, partition))) {
          consumer.pause(ended(open));
        }
        demandPatience(System.nanoTime() - lastNews);
      }
    } catch (KafkaException e) {
      throw trouble.outside(location.toString(), e);
    }
    return pass.summaries(tables);
  }

  private boolean poll(Consumer<byte[], byte[]> consumer, Pass pass) {
    boolean any = false;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      any = true;
      if (record.offset() < end(record)) {
        pass.take(record);
      }
    }
    return any;
  }

  private long end(ConsumerRecord<byte[], byte[]> record) {
    return ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  /** Markers of transactions stand at offsets too, so the position tells, not the last record. */
  private boolean done(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
  }

  private List<TopicPartition> ended(List<TopicPartition> open) {
    return ends.keySet().stream().filter(partition -> !open.contains(partition)).toList();
  }

  private void demandPatience(long nanos) {
    if (nanos > PATIENCE.toNanos()) {
      throw KafkaTrouble.said(
          location
              + ": nothing came for "
              + PATIENCE.toSeconds()
              + " s although more is there; is one of its partitions without a leader?");
    }
  }
}

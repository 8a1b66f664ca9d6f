package io.sluice.analyzer.stream;

import io.sluice.analyzer.stream.inventory.InventoryTable;
import io.sluice.analyzer.stream.retention.ClusterTimes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology up to edges, a function of its settings:
 *
 * <pre>
 * flow batches → attribute → (repartition by the edge's key) → merge → edges
 *      inventory ┘ (global)  └→ dead letters
 * </pre>
 *
 * <p>It wants {@code exactly_once_v2}: a batch, its digest, its rows and its log's account are
 * committed together or not at all. Whatever is put off (batches that wait for the inventory, rows
 * that changed and were not written yet) stands in a store with a changelog, never in memory alone.
 */
public final class EdgeTopology {
  static final String DIGESTS = "digests";
  static final String LOGS = "logs";
  static final String WAITING = "waiting";
  static final String NEWEST = "newest";
  static final String ROWS = "rows";
  static final String CHANGED = "changed";
  static final String TIMES = "times";

  private static final String INVENTORY = "inventory";

  /** A waiting batch and the record around it are no larger. */
  private static final Map<String, String> LARGE = Map.of("max.message.bytes", "8388608");

  private final Topology topology;
  private final InventoryTable inventory;

  private EdgeTopology(Topology topology, InventoryTable inventory) {
    this.topology = topology;
    this.inventory = inventory;
  }

  /** A topology with an inventory of its own, for one instance. */
  public static EdgeTopology of(StreamSettings settings) {
    InventoryTable inventory = new InventoryTable();
    StreamsBuilder builder = new StreamsBuilder();
    Serde<byte[]> bytes = Serdes.ByteArray();
    builder.addGlobalStore(
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(INVENTORY), bytes, bytes)
            .withLoggingDisabled(),
        settings.inventory(),
        Consumed.with(bytes, bytes),
        () -> record -> inventory.put(record.key(), record.value()));
    List.of(
            kept(DIGESTS, Map.of()).withCachingDisabled(),
            kept(LOGS, Map.of()).withCachingEnabled(),
            kept(WAITING, LARGE).withCachingDisabled(),
            kept(NEWEST, Map.of()).withCachingEnabled(),
            kept(ROWS, LARGE).withCachingEnabled(),
            Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(CHANGED), bytes, bytes),
            Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(TIMES), bytes, bytes))
        .forEach(builder::addStateStore);
    KStream<byte[], Attributed> attributed =
        builder.stream(settings.flowBatches(), Consumed.with(bytes, bytes))
            .process(
                () ->
                    new Begun<Attributed>(context -> new Attributing(settings, inventory, context)),
                Named.as("attribute"),
                DIGESTS,
                LOGS,
                WAITING,
                NEWEST);
    attributed
        .filter((key, output) -> output.dead())
        .mapValues(Attributed::value)
        .to(settings.deadLetters(), Produced.with(bytes, bytes));
    attributed
        .filterNot((key, output) -> output.dead())
        .mapValues(Attributed::value)
        .repartition(
            Repartitioned.<byte[], byte[]>as("rows")
                .withKeySerde(bytes)
                .withValueSerde(bytes)
                .withStreamPartitioner(ClusterTimes::partitions))
        .process(
            () -> new Begun<byte[]>(context -> new Merging(settings, context)),
            Named.as("merge"),
            ROWS,
            CHANGED,
            TIMES)
        .to(settings.edges(), Produced.with(bytes, bytes));
    return new EdgeTopology(builder.build(), inventory);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> kept(
      String name, Map<String, String> changelog) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withLoggingEnabled(changelog);
  }

  /** What Kafka Streams runs. */
  public Topology topology() {
    return topology;
  }

  /** The inventory that it attributes with. */
  public InventoryTable inventory() {
    return inventory;
  }
}

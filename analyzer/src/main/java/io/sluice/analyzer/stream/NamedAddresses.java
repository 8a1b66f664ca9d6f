package io.sluice.analyzer.stream;

import io.sluice.analyzer.edge.file.NamesRecord;
import io.sluice.ingest.HostNames;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses have names in a store of rows. Whoever answers DNS queries can name any number of
 * them, so only the lowest are kept, as many as {@link HostNames} keeps: those of all tasks
 * together have all that a table of them would keep, whatever the order in which they came.
 */
final class NamedAddresses {
  private final KeyValueStore<byte[], byte[]> rows;
  private final int most;

  /** Their keys, which stand in the order of the addresses; read from the store when needed. */
  private @Nullable TreeSet<byte[]> keys;

  NamedAddresses(KeyValueStore<byte[], byte[]> rows, int most) {
    this.rows = rows;
    this.most = most;
  }

  /**
   * Adds the key of an address.
   *
   * @return the key that is one too many now, which may be this one
   */
  Optional<byte[]> add(byte[] key) {
    if (keys == null) {
      keys = new TreeSet<>(Arrays::compareUnsigned);
      addStored(keys);
    }
    return keys.add(key) && keys.size() > most ? Optional.of(keys.pollLast()) : Optional.empty();
  }

  private void addStored(Set<byte[]> all) {
    try (KeyValueIterator<byte[], byte[]> each =
        rows.range(NamesRecord.firstKey(), NamesRecord.behindLastKey())) {
      each.forEachRemaining(one -> all.add(one.key));
    }
  }
}

package io.sluice.recommender.serve;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all stores of an instance share outside the heap. Without it each store of each
 * partition may take some 100 MB, so that nobody could say how much an instance needs.
 */
public final class StoreMemory implements RocksDBConfigSetter {
  /** Blocks, indexes, filters and what is not on disk yet, all stores together. */
  public static final long BYTES = 256L << 20;

  private static final long UNWRITTEN = BYTES / 2;
  private static final long WRITE_BUFFER = 8L << 20;

  /** Made with the first store: what needs no stores unpacks no native library. */
  private static final class Shared {
    static final Cache CACHE;
    static final WriteBufferManager BUFFERS;

    static {
      RocksDB.loadLibrary();
      CACHE = new LRUCache(BYTES);
      BUFFERS = new WriteBufferManager(UNWRITTEN, CACHE);
    }

    private Shared() {}
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(Shared.CACHE);
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(tables);
    options.setWriteBufferManager(Shared.BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER);
  }

  @Override
  public void close(String store, Options options) {
    // What is shared lives as long as the process.
  }
}

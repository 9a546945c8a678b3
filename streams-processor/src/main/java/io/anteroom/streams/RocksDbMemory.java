package io.anteroom.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bound for the native memory of all stores of the process, however many tasks it has. Without
 * it each store takes up to 100 MB for itself.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 64L * 1024 * 1024;
  private static final long WRITE_BUFFER_BYTES = 24L * 1024 * 1024;
  private static final long WRITE_BUFFER_OF_A_STORE = 4L * 1024 * 1024;
  private static final int WRITE_BUFFERS_OF_A_STORE = 2;

  /** Lives as long as the process, since stores come and go. */
  private static final class Shared {
    static {
      RocksDB.loadLibrary();
    }

    static final Cache CACHE = new LRUCache(CACHE_BYTES);
    static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(Shared.CACHE);
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(tables);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER_OF_A_STORE);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS_OF_A_STORE);
  }

  /** Closes nothing: other stores use the same cache. */
  @Override
  public void close(String store, Options options) {}
}

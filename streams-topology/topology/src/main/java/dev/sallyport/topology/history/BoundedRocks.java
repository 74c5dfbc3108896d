package dev.sallyport.topology.history;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One cache for all databases of the process, whatever the number of partitions: by default each
 * has 50 MiB and three write buffers of its own, outside of the heap.
 */
public final class BoundedRocks implements RocksDBConfigSetter {
  private static final long CACHE_BYTES = 32L << 20;
  private static final long WRITE_BUFFER_BYTES = 4L << 20;
  private static final long ALL_WRITE_BUFFERS_BYTES = 16L << 20;

  private static final class Shared {
    static {
      RocksDB.loadLibrary();
    }

    static final Cache CACHE = new LRUCache(CACHE_BYTES);
    static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(ALL_WRITE_BUFFERS_BYTES, CACHE);
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  /** The cache and the write buffers are shared until the process ends. */
  @Override
  public void close(String store, Options options) {}
}

package dev.sallyport.topology.insight;

import dev.sallyport.schemas.serde.SingleObject;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads and writes rows of one partition. */
final class RowStore {
  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> rows;
  private final RowReader reader;

  RowStore(KeyValueStore<Bytes, byte[]> rows) {
    this.rows = rows;
    this.reader = new RowReader(rows);
  }

  RowReader reader() {
    return reader;
  }

  void put(Bytes key, SpecificRecord record, Instant touched) {
    rows.put(key, RowReader.row(touched, SingleObject.encode(record)));
  }

  /** A row that only is there. */
  void mark(Bytes key, Instant touched) {
    rows.put(key, RowReader.row(touched, NOTHING));
  }

  void delete(Bytes key) {
    rows.delete(key);
  }
}

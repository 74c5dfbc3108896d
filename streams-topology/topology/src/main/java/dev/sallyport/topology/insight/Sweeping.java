package dev.sallyport.topology.insight;

import dev.sallyport.wire.StabilityRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets rows that were not touched for long. It goes through a partition's rows round after
 * round, some at a time, so that no index of ages has to be kept and no pause is felt.
 */
final class Sweeping {
  /** How often some rows are looked at. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final int ROWS_AT_A_TIME = 5_000;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final RowStore store;
  private final InsightSettings settings;
  private @Nullable Bytes next;

  Sweeping(KeyValueStore<Bytes, byte[]> rows, InsightSettings settings) {
    this.rows = rows;
    this.store = new RowStore(rows);
    this.settings = settings;
  }

  void sweep(Instant now) {
    var old = new ArrayList<Bytes>();
    try (var found = rows.range(next, null)) {
      next = null;
      for (var seen = 0; found.hasNext(); seen++) {
        var row = found.next();
        if (seen == ROWS_AT_A_TIME) {
          next = row.key;
          break;
        }
        if (RowReader.touched(row.value).isBefore(now.minus(kept(row.key)))) {
          old.add(row.key);
        }
      }
    }
    old.forEach(this::forget);
  }

  private Duration kept(Bytes key) {
    return switch (RowKeys.family(key)) {
      case RowKeys.OF_REPOSITORY,
          RowKeys.OF_WORKFLOW,
          RowKeys.OF_JOB,
          RowKeys.OF_CLUSTER,
          RowKeys.STABILITY ->
          settings.baselinesKept();
      // GitHub lets a run be repeated for thirty days; these are not touched when it is.
      case RowKeys.RUN_OF_OWNER, RowKeys.RUN_OF_REPOSITORY, RowKeys.RUN_OF_CORRELATION ->
          settings.kept().plusDays(35);
      default -> settings.kept();
    };
  }

  private void forget(Bytes key) {
    store.delete(key);
    switch (RowKeys.family(key)) {
      case RowKeys.OF_REPOSITORY, RowKeys.OF_WORKFLOW, RowKeys.OF_JOB, RowKeys.OF_CLUSTER ->
          oneLess(RowKeys.stability(RowKeys.endpointsOf(key)));
      default -> {}
    }
  }

  private void oneLess(Bytes key) {
    var value = rows.get(key);
    var row = store.reader().get(key, StabilityRow.class);
    if (value != null && row != null) {
      store.put(key, Baselines.withoutOne(row), RowReader.touched(value));
    }
  }
}

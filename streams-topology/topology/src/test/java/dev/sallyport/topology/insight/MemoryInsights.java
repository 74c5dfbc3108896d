package dev.sallyport.topology.insight;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.topology.MemoryRows;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The projections of telemetry over a store in memory, of one partition. */
public final class MemoryInsights implements ForwardingInsights {
  private final MemoryRows rows = new MemoryRows();
  private final List<DetectionFound> told = new CopyOnWriteArrayList<>();
  private final Projecting projecting;
  private final Sweeping sweeping;
  private final Insights stored;

  public MemoryInsights(InsightSettings settings, PolicyContents contents) {
    this(settings, contents, _ -> null);
  }

  public MemoryInsights(
      InsightSettings settings, PolicyContents contents, Suppressions suppressions) {
    projecting = Projecting.into(rows, settings, contents, suppressions, told::add);
    sweeping = new Sweeping(rows, settings);
    stored =
        new StoredInsights(
            new InsightStores() {
              @Override
              public int partitions() {
                return 1;
              }

              @Override
              public ReadOnlyKeyValueStore<Bytes, byte[]> of(int partition) {
                return rows;
              }

              @Override
              public boolean ready() {
                return true;
              }
            },
            settings);
  }

  /** Takes an event in at once. */
  public synchronized void take(TelemetryEvent event) {
    projecting.take(event);
  }

  /** Forgets what is old by then. */
  public synchronized void sweep(Instant now) {
    sweeping.sweep(now);
  }

  /** What went to the topic of detections. */
  public List<DetectionFound> told() {
    return List.copyOf(told);
  }

  /** How many rows there are. */
  public long rows() {
    return rows.approximateNumEntries();
  }

  @Override
  public Insights others() {
    return stored;
  }
}

package dev.sallyport.topology.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How integrations do, on this instance, for whoever counts and measures. Thread-safe. */
public final class LedgerGauges {
  private final Map<Integer, List<Gauge>> shown = new ConcurrentHashMap<>();

  /**
   * How one integration does.
   *
   * @param owner its owner in lower case
   * @param oldestWaiting when the oldest delivery that waits began to wait; null if none does
   * @param open whether nothing is attempted just now because nothing was taken lately
   */
  public record Gauge(
      String owner,
      String integration,
      String kind,
      long waiting,
      long delivered,
      long dead,
      int failures,
      boolean open,
      @Nullable Instant oldestWaiting) {}

  void show(int partition, Collection<Queue> queues) {
    shown.put(partition, queues.stream().map(LedgerGauges::gauge).toList());
  }

  void hide(int partition) {
    shown.remove(partition);
  }

  private static Gauge gauge(Queue queue) {
    return new Gauge(
        queue.owner.key(),
        queue.integration.id().digits(),
        queue.integration.destination().kind(),
        queue.waiting,
        queue.delivered,
        queue.dead,
        queue.circuit.failures(),
        queue.circuit.open(),
        queue.oldestWaiting);
  }

  /** Of all partitions here; a second old at most. */
  public List<Gauge> all() {
    return shown.values().stream().flatMap(List::stream).toList();
  }
}

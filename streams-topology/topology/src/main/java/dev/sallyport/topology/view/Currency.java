package dev.sallyport.topology.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far behind Kafka the view is. Asks once a second, and whenever somebody wants to know now.
 * Never on the lookup path.
 */
final class Currency implements AutoCloseable {
  private final ClusterEnds cluster;
  private final Positions positions;
  private final InstantSource clock;
  private final EndOffsets ends;
  private final long startedAt = System.nanoTime();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("view-currency").factory());

  private volatile List<Contact> contacts = List.of();
  private volatile Map<Integer, Long> lastEnds = Map.of();
  private volatile @Nullable Instant lastContact;

  Currency(ClusterEnds cluster, Positions positions, InstantSource clock) {
    this.cluster = cluster;
    this.positions = positions;
    this.clock = clock;
    this.ends = new EndOffsets(this::requestEnd);
  }

  void start() {
    var _ = watch.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  void open(int partitions) {
    contacts = Stream.generate(() -> new Contact(startedAt)).limit(partitions).toList();
  }

  /** Where the partition ends now or later. */
  CompletableFuture<Long> end(int partition) {
    return ends.of(partition);
  }

  /** How long ago all that the view holds of the partition was all there was, at most. */
  Duration age(int partition) {
    var known = contacts;
    var since =
        partition < known.size()
            ? known.get(partition).currentAt(positions.of(partition))
            : startedAt;
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** Records, and marks of transactions, that are not applied yet, as last known. */
  long recordsBehind() {
    var behind = 0L;
    for (var end : lastEnds.entrySet()) {
      behind += Math.max(0, end.getValue() - positions.of(end.getKey()));
    }
    return behind;
  }

  @Nullable Instant lastContact() {
    return lastContact;
  }

  private void look() {
    var partitions = IntStream.range(0, positions.partitions()).boxed().toList();
    if (!partitions.isEmpty()) {
      var _ = request(partitions);
    }
  }

  private CompletableFuture<Long> requestEnd(int partition) {
    return request(List.of(partition))
        .thenApply(answer -> Objects.requireNonNull(answer.get(partition)));
  }

  private CompletableFuture<Map<Integer, Long>> request(List<Integer> partitions) {
    var asked = System.nanoTime();
    return cluster
        .of(partitions)
        .thenApply(answer -> {
          heard(asked, answer);
          return answer;
        });
  }

  private synchronized void heard(long asked, Map<Integer, Long> answer) {
    var known = contacts;
    answer.forEach(
        (partition, end) -> known.get(partition).heard(asked, end, positions.of(partition)));
    var all = new HashMap<>(lastEnds);
    answer.forEach((partition, end) -> all.merge(partition, end, Math::max));
    lastEnds = Map.copyOf(all);
    lastContact = clock.instant();
  }

  @Override
  public void close() {
    watch.shutdownNow();
    cluster.close();
  }
}

package dev.sallyport.topology.telemetry;

import dev.sallyport.topology.telemetry.Telemetry.Unavailable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that somebody waits for. What is under way is bounded in bytes, and what is beyond that
 * is turned away at once. As long as Kafka takes them, they are sent by whoever brings them; a
 * thread of their own sends where that may have to wait, so that no event loop does.
 */
final class Reports implements AutoCloseable {
  // What a record takes in memory besides its bytes; it also bounds how many there can be.
  private static final int OVERHEAD = 1_024;
  private static final Duration TO_CLOSE = Duration.ofSeconds(2);

  private final Delivery delivery;
  private final Duration patience;
  private final Semaphore room;
  // Topics that Kafka has taken a record of since it last refused one: where they are is known.
  // Another set after each failure, so that what was sent before it opens nothing again.
  private volatile Set<String> flowing = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("telemetry").factory());

  /**
   * @param bytes that may be under way
   */
  Reports(Delivery delivery, Duration patience, int bytes) {
    this.delivery = delivery;
    this.patience = patience;
    this.room = new Semaphore(bytes);
  }

  CompletableFuture<@Nullable Void> send(ProducerRecord<byte[], byte[]> record) {
    var report = new Report(record, flowing);
    if (!room.tryAcquire(report.size)) {
      return CompletableFuture.failedFuture(
          new Unavailable("More is reported at the moment than Kafka takes"));
    }
    if (!report.sendAtOnce()) {
      try {
        thread.execute(report::sendInTurn);
      } catch (RejectedExecutionException _) {
        room.release(report.size);
        return CompletableFuture.failedFuture(new Unavailable("This instance is about to stop"));
      }
    }
    return report
        .acknowledged
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                failure instanceof TimeoutException
                    ? new Unavailable("Kafka did not acknowledge the report in time")
                    : failure));
  }

  /** One that is under way. */
  private final class Report {
    final ProducerRecord<byte[], byte[]> record;
    final int size;
    final Set<String> flowed;
    final CompletableFuture<@Nullable Void> acknowledged = new CompletableFuture<>();

    /**
     * @param flowed which topics did when it was brought
     */
    Report(ProducerRecord<byte[], byte[]> record, Set<String> flowed) {
      this.record = record;
      this.size = record.key().length + record.value().length + OVERHEAD;
      this.flowed = flowed;
    }

    boolean sendAtOnce() {
      return flowed.contains(record.topic()) && delivery.sendAtOnce(record, this::end);
    }

    void sendInTurn() {
      if (acknowledged.isDone()) {
        room.release(size); // its time was up before its turn came
      } else {
        delivery.send(record, this::end);
      }
    }

    private void end(@Nullable Exception failure) {
      // Not when somebody stops waiting: until here the producer holds the record.
      room.release(size);
      if (failure == null) {
        flowed.add(record.topic());
        acknowledged.complete(null);
      } else {
        flowing = ConcurrentHashMap.newKeySet();
        acknowledged.completeExceptionally(
            new Unavailable("Kafka does not take reports at the moment"));
      }
    }
  }

  @Override
  public void close() {
    flowing = ConcurrentHashMap.newKeySet();
    thread.execute(() -> delivery.close(TO_CLOSE));
    thread.close();
  }
}

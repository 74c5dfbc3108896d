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
  // Whose last record was acknowledged: the producer knows where they are, and there is room.
  private final Set<String> flowing = ConcurrentHashMap.newKeySet();
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
    var size = record.key().length + record.value().length + OVERHEAD;
    if (!room.tryAcquire(size)) {
      return CompletableFuture.failedFuture(
          new Unavailable("More is reported at the moment than Kafka takes"));
    }
    var acknowledged = new CompletableFuture<@Nullable Void>();
    if (flowing.contains(record.topic())) {
      sendNow(record, size, acknowledged);
    } else {
      try {
        thread.execute(() -> sendNow(record, size, acknowledged));
      } catch (RejectedExecutionException _) {
        room.release(size);
        return CompletableFuture.failedFuture(new Unavailable("This instance is about to stop"));
      }
    }
    return acknowledged
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                failure instanceof TimeoutException
                    ? new Unavailable("Kafka did not acknowledge the report in time")
                    : failure));
  }

  private void sendNow(
      ProducerRecord<byte[], byte[]> record,
      int size,
      CompletableFuture<@Nullable Void> acknowledged) {
    if (acknowledged.isDone()) {
      room.release(size); // its time was up before its turn came
      return;
    }
    delivery.send(
        record,
        failure -> {
          // Not when somebody stops waiting: until here the producer holds the record.
          room.release(size);
          if (failure == null) {
            flowing.add(record.topic());
            acknowledged.complete(null);
          } else {
            flowing.remove(record.topic());
            acknowledged.completeExceptionally(
                new Unavailable("Kafka does not take reports at the moment"));
          }
        });
  }

  @Override
  public void close() {
    flowing.clear();
    thread.execute(() -> delivery.close(TO_CLOSE));
    thread.close();
  }
}

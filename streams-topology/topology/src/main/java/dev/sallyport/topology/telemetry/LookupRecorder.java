package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records lookups behind their backs: whoever answers one leaves it in a queue, and a thread looks
 * there every now and then. Nobody wakes it, which would cost the lookup more than all the rest.
 */
final class LookupRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LookupRecorder.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  // 1,000 a second, more than all of GitHub starts, and a crowd of 16,384 at once.
  private static final int MOST_AT_A_LOOK = 20;

  // In a flood that nobody can keep up with, the answers come first: a thousand records a second,
  // with what is made of them, would take a sixth of the processor.
  private static final int MOST_IN_A_FLOOD = 4;

  private static final Duration TO_CLOSE = Duration.ofMillis(1_500);

  private final NotedLookups noted;
  private final Function<PolicyLookedUp, ProducerRecord<byte[], byte[]>> encode;
  private final Delivery delivery;
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("lookup-records").unstarted(this::run);
  private volatile boolean closing;
  // Of the thread.
  private boolean defectTold;
  private long refusedBefore;

  LookupRecorder(
      int capacity,
      Function<PolicyLookedUp, ProducerRecord<byte[], byte[]>> encode,
      Delivery delivery) {
    this.noted = new NotedLookups(capacity);
    this.encode = encode;
    this.delivery = delivery;
  }

  void start() {
    thread.start();
  }

  void note(Supplier<PolicyLookedUp> lookup) {
    if (!noted.offer(lookup)) {
      refused.increment();
    }
  }

  long unrecorded() {
    return refused.sum() + failed.sum();
  }

  private void run() {
    while (!closing) {
      recordSome();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    recordSome();
    delivery.close(TO_CLOSE);
  }

  private void recordSome() {
    for (var left = most(); left > 0; left--) {
      if (!recordOne()) {
        return;
      }
    }
  }

  // It is a flood if more was turned away since the last look than recording at full speed would
  // have made room for: else slowing down would keep the queue full for ever.
  private int most() {
    var now = refused.sum();
    var most = most(now - refusedBefore);
    refusedBefore = now;
    return most;
  }

  /**
   * @param turnedAway since the last look
   */
  static int most(long turnedAway) {
    return turnedAway > MOST_AT_A_LOOK - MOST_IN_A_FLOOD ? MOST_IN_A_FLOOD : MOST_AT_A_LOOK;
  }

  private boolean recordOne() {
    var lookup = noted.poll();
    if (lookup == null) {
      return false;
    }
    ProducerRecord<byte[], byte[]> record;
    try {
      record = encode.apply(lookup.get());
    } catch (RuntimeException defect) {
      // One that cannot be recorded must not keep the others from it, nor fill the log.
      failed.increment();
      if (!defectTold) {
        defectTold = true;
        LOG.error("A lookup cannot be recorded; more of the kind are only counted", defect);
      }
      return true;
    }
    delivery.send(
        record,
        failure -> {
          if (failure != null) {
            failed.increment();
          }
        });
    return true;
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(TO_CLOSE)) {
        thread.interrupt(); // it waits for a Kafka that is away
        var _ = thread.join(TO_CLOSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

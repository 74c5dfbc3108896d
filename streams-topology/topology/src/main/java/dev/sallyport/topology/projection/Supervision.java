package dev.sallyport.topology.projection;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a thread that failed. A stopped partition costs one thread, which is replaced at
 * once, since the next gets no more records of that partition; anything else is tried again after a
 * pause that doubles.
 */
final class Supervision implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final String what;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Duration pause = FIRST_PAUSE;
  private long failedAt = System.nanoTime();

  /**
   * @param what is projected, as logs call it
   */
  Supervision(String what) {
    this.what = what;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    if (stopped(failure)) {
      LOG.error("A partition of the {} is read no further", what, failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("A thread of the {} failed; another takes over in {}", what, pause, failure);
    return rested()
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean stopped(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoppedPartition) {
        return true;
      }
    }
    return false;
  }

  /** False when the application was closed meanwhile. */
  private boolean rested() {
    var now = System.nanoTime();
    if (now - failedAt > LONGEST_PAUSE.multipliedBy(2).toNanos()) {
      pause = FIRST_PAUSE;
    }
    try {
      var over = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) {
        pause = LONGEST_PAUSE;
      }
      failedAt = System.nanoTime();
      return !over;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void close() {
    closed.countDown();
  }
}

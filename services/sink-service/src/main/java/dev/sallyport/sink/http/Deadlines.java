package dev.sallyport.sink.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.jboss.logging.Logger;

/**
 * Ends exchanges that last longer than they may, whatever they wait for: the socket is closed, and
 * the thread interrupted where it waits for anything else. One thread looks at all of them now and
 * then; a timer for each would cost more than the exchange.
 */
final class Deadlines implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Deadlines.class);
  private static final int LOOKS = 50;

  private final Duration limit;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param limit an exchange ends when it is over, or a fiftieth of it later
   */
  Deadlines(Duration limit) {
    this.limit = limit;
    var _ = Thread.ofVirtual().name("deadlines").start(this::watch);
  }

  private void watch() {
    try {
      while (!closing.await(limit.toNanos() / LOOKS, TimeUnit.NANOSECONDS)) {
        var now = System.nanoTime();
        for (var exchange : open) {
          if (now - exchange.begun >= limit.toNanos()) {
            exchange.end();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The current thread begins an exchange, and closes it. */
  Exchange begin(HttpPost request) {
    var exchange = new Exchange(request);
    open.add(exchange);
    return exchange;
  }

  /** Ends all that are under way. */
  @Override
  public void close() {
    closing.countDown();
    open.forEach(Exchange::end);
  }

  /** An exchange under way. */
  final class Exchange implements AutoCloseable {
    private final HttpPost request;
    private final Thread thread = Thread.currentThread();
    private final long begun = System.nanoTime();
    // Under this object's lock.
    private boolean over;
    private boolean ended;

    private Exchange(HttpPost request) {
      this.request = request;
    }

    private synchronized void end() {
      if (!over && !ended) {
        ended = true;
        try {
          request.abort();
        } catch (RuntimeException e) {
          LOG.warn("A connection could not be closed", e); // the thread is woken up all the same
        }
        thread.interrupt();
      }
    }

    /** Whether it was ended before its time. */
    synchronized boolean ended() {
      return ended;
    }

    /** From now on it cannot be ended; the thread does not stay interrupted by that. */
    @Override
    public synchronized void close() {
      open.remove(this);
      over = true;
      if (ended) {
        var _ = Thread.interrupted();
      }
    }
  }
}

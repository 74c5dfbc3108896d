package dev.sallyport.service.startup;

import dev.sallyport.logging.LogLine;
import dev.sallyport.starting.Retrying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What has started and is to be closed. Thread-safe. */
final class OpenParts {
  private static final Logger LOG = Logger.getLogger(OpenParts.class);
  private static final Duration TO_CLOSE = Duration.ofSeconds(4);

  private final CountDownLatch closing;
  private final List<AutoCloseable> open = new ArrayList<>();

  OpenParts(CountDownLatch closing) {
    this.closing = closing;
  }

  /**
   * Keeps a part that has started.
   *
   * @param become told of it, unless it is too late
   * @throws Retrying.Closed if everything was closed meanwhile; so is the part then
   */
  synchronized <T extends AutoCloseable> T keep(T part, Consumer<T> become) {
    if (closing.getCount() == 0) {
      end(part);
      throw new Retrying.Closed();
    }
    open.add(part);
    become.accept(part);
    return part;
  }

  /** Starts a part and keeps it; one that does not start is closed, for another to be tried. */
  <T extends AutoCloseable> T start(T part, Runnable start) {
    try {
      start.run();
    } catch (RuntimeException failure) {
      end(part);
      throw failure;
    }
    return keep(part, _ -> {});
  }

  /** Closes one part before the others. */
  void drop(AutoCloseable part) {
    forget(part);
    end(part);
  }

  private synchronized void forget(AutoCloseable part) {
    open.remove(part);
  }

  private synchronized List<AutoCloseable> all() {
    return List.copyOf(open);
  }

  /** Closes all of them at the same time, within four seconds. */
  void close() {
    var ending =
        all().stream()
            .map(part -> CompletableFuture.runAsync(() -> end(part), Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ending).get(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(LogLine.of("not all parts stopped in time").with("limit", TO_CLOSE));
    } catch (ExecutionException e) {
      LOG.warn("A part did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(part.getClass().getSimpleName(), e);
    }
  }
}

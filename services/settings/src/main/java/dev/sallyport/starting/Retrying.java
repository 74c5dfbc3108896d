package dev.sallyport.starting;

import dev.sallyport.logging.LogLine;
import dev.sallyport.settings.RefusedConfiguration;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does each step of a start again until it succeeds or the engine is closed. What the configuration
 * rules out is not tried again.
 */
public final class Retrying {
  private static final Logger LOG = Logger.getLogger(Retrying.class);
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final CountDownLatch closing;

  public Retrying(CountDownLatch closing) {
    this.closing = closing;
  }

  /** The engine was closed before the step succeeded. */
  public static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Closed() {
      super("closed", null, false, false);
    }
  }

  /** Hears why a step did not succeed yet. */
  public interface Listener {
    void failed(String step, Exception why);
  }

  public <T> T until(String step, Listener listener, Supplier<T> attempt) {
    for (var pause = FIRST; ; pause = longer(pause)) {
      if (closing.getCount() == 0) {
        throw new Closed();
      }
      var started = System.nanoTime();
      try {
        var result = attempt.get();
        LOG.info(
            LogLine.of("start")
                .with("step", step)
                .with("ms", (System.nanoTime() - started) / 1_000_000));
        return result;
      } catch (Closed | RefusedConfiguration last) {
        throw last;
      } catch (RuntimeException failure) {
        listener.failed(step, failure);
        LOG.warn(
            LogLine.of("start failed")
                .with("step", step)
                .with("again", pause)
                .with("cause", failure));
        LOG.debug(step, failure);
        await(pause);
      }
    }
  }

  private void await(Duration pause) {
    try {
      var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Closed();
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}

package dev.sallyport.service.startup;

import dev.sallyport.schemas.serde.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks once, as soon as the registry answers, whether it still gives the same ids to our schemas. A
 * registry that was lost and filled again may not; this instance goes on with the ids it has kept,
 * and all other readers of the events misread them.
 */
final class RegistryComparison {
  private static final Logger LOG = Logger.getLogger(RegistryComparison.class);
  private static final Duration BETWEEN = Duration.ofSeconds(30);

  private final Supplier<List<String>> disagreements;
  private final CountDownLatch closing;
  private volatile @Nullable String found;

  RegistryComparison(Supplier<List<String>> disagreements, CountDownLatch closing) {
    this.disagreements = disagreements;
    this.closing = closing;
  }

  /** In what they disagree; null if in nothing, or as long as the registry was not asked. */
  @Nullable String found() {
    return found;
  }

  void run() {
    while (closing.getCount() > 0 && !compared()) {
      try {
        var _ = closing.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean compared() {
    try {
      var all = disagreements.get();
      if (!all.isEmpty()) {
        found = String.join("; ", all);
        LOG.error("The schema registry is not the one that gave the ids kept here: " + found);
      }
      return true;
    } catch (RegistryException away) {
      LOG.debug("The registry's schema ids cannot be compared now", away);
      return false;
    }
  }
}

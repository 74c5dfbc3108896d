package dev.sallyport.service.telemetry;

import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.service.telemetry.SaltedHash.Hash;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Who was the first to ask for a job to be monitored, on this instance: 65,536 jobs, the newer in
 * the place of the older, without a lock. The order of the records tells it for all instances.
 */
final class FirstMonitors {
  private static final int SLOTS = 1 << 16;

  private final SaltedHash hash = new SaltedHash();
  private final AtomicReferenceArray<@Nullable First> claims = new AtomicReferenceArray<>(SLOTS);

  private record First(Hash job, Claim claim, boolean byKey) {}

  /**
   * Whether this claimant is the first, or the one who was. Whoever shows a runner key comes before
   * whoever showed none: an address proves nothing.
   */
  boolean take(MonitoredJob job, Claim claim, boolean byKey) {
    var mine = new First(hash.of(text(job)), claim, byKey);
    var slot = mine.job().slot(SLOTS);
    while (true) {
      var held = claims.get(slot);
      if (held != null && held.job().equals(mine.job())) {
        if (held.claim().equals(claim)) {
          return true;
        }
        if (held.byKey() || !byKey) {
          return false;
        }
      }
      if (claims.compareAndSet(slot, held, mine)) {
        return true;
      }
    }
  }

  private static String text(MonitoredJob job) {
    return job.repository().key() + "\n" + job.run().digits() + "\n" + job.correlation().text();
  }
}

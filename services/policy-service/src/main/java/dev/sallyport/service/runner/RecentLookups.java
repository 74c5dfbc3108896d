package dev.sallyport.service.runner;

import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the jobs whose policies were looked up here lately, by a hash of their correlation id,
 * without a lock: of the last 262,144 that they were served one, in 2 MiB; of the last 32,768 that
 * are recorded as well what their lookups told. The newer take the places of the older. What
 * another instance answered, or this one long ago, is not known here.
 */
@Singleton
public class RecentLookups {
  private static final int SERVED = 1 << 18;
  private static final int LOOKUPS = 1 << 15;

  // Clients choose these texts, and what is kept of them must have a bound.
  private static final int MOST_CORRELATION = 256;
  private static final int MOST_RUN = 20;

  private final AtomicLongArray served = new AtomicLongArray(SERVED);
  private final AtomicReferenceArray<@Nullable Supplier<PolicyLookedUp>> lookups =
      new AtomicReferenceArray<>(LOOKUPS);

  /** On the path of every lookup that a policy applied to. */
  void served(Job job, String correlationId) {
    var hash = hash(job.owner(), job.repository(), correlationId);
    served.setOpaque(slot(hash, SERVED), hash);
  }

  /**
   * On the path of lookups: nothing is read or checked.
   *
   * @param run as the client wrote it
   * @param lookup made when somebody asks
   */
  void remember(
      Job job, String correlationId, @Nullable String run, Supplier<PolicyLookedUp> lookup) {
    if (correlationId.length() <= MOST_CORRELATION && (run == null || run.length() <= MOST_RUN)) {
      var hash = hash(job.owner(), job.repository(), correlationId);
      lookups.setRelease(slot(hash, LOOKUPS), lookup);
    }
  }

  boolean wasServed(Owner owner, RepositoryName repository, String correlationId) {
    var hash = hash(owner, repository, correlationId);
    return served.getOpaque(slot(hash, SERVED)) == hash;
  }

  /** The last lookup of a job with a runner key; null if none is remembered. */
  public @Nullable PolicyLookedUp find(RepositoryFullName repository, CorrelationId correlation) {
    var hash = hash(repository.owner(), repository.repository(), correlation.text());
    var remembered = lookups.getAcquire(slot(hash, LOOKUPS));
    var found = remembered == null ? null : remembered.get();
    return found != null
            && correlation.equals(found.correlation())
            && found.repository().key().equals(repository.key())
        ? found
        : null;
  }

  private static int slot(long hash, int slots) {
    return (int) (hash & (slots - 1));
  }

  // FNV-1a in 64 bits over all three; String.hashCode has too few bits to tell jobs apart.
  private static long hash(Owner owner, RepositoryName repository, String correlationId) {
    var hash = 0xcbf29ce484222325L;
    hash = fold(hash, owner.key());
    hash = fold(hash, "/");
    hash = fold(hash, repository.key());
    hash = fold(hash, "/");
    hash = fold(hash, correlationId);
    return hash == 0 ? 1 : hash;
  }

  private static long fold(long start, String text) {
    var hash = start;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}

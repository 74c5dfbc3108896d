package dev.sallyport.service.runner;

import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.service.http.ClientAddress;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the jobs whose policies were looked up here lately, by a hash of their correlation id,
 * without a lock: of the last 262,144 that they were served one, in 2 MiB; of the last 32,768 what
 * their lookups told. The newer take the places of the older. What another instance answered, or
 * this one long ago, is not known here.
 */
@Singleton
public class RecentLookups {
  private static final int SERVED = 1 << 18;
  private static final int JOBS = 1 << 15;

  // Clients choose these texts, and what is kept of them must have a bound.
  private static final int MOST_CORRELATION = 256;
  private static final int MOST_RUN = 20;

  private final AtomicLongArray served = new AtomicLongArray(SERVED);
  private final AtomicReferenceArray<@Nullable Remembered> jobs = new AtomicReferenceArray<>(JOBS);

  private record Remembered(
      Job job, String correlationId, @Nullable String run, SocketAddress source) {}

  /**
   * A job as it was looked up with a runner key.
   *
   * @param run null if the lookup named none
   * @param source where the lookup came from
   */
  public record LookedUpJob(Job job, @Nullable RunId run, SourceAddress source) {}

  /**
   * On the path of every lookup: nothing is read or checked.
   *
   * @param run as the client wrote it
   * @param policy whether one applied
   */
  void remember(
      Job job, String correlationId, @Nullable String run, SocketAddress source, boolean policy) {
    var hash = hash(job.owner(), job.repository(), correlationId);
    if (policy) {
      served.setOpaque(slot(hash, SERVED), hash);
    }
    if (correlationId.length() <= MOST_CORRELATION) {
      var kept = run == null || run.length() > MOST_RUN ? null : run;
      jobs.setRelease(slot(hash, JOBS), new Remembered(job, correlationId, kept, source));
    }
  }

  boolean wasServed(Owner owner, RepositoryName repository, String correlationId) {
    var hash = hash(owner, repository, correlationId);
    return served.getOpaque(slot(hash, SERVED)) == hash;
  }

  /** The last lookup of a job; null if none is remembered. */
  public @Nullable LookedUpJob find(RepositoryFullName repository, CorrelationId correlation) {
    var hash = hash(repository.owner(), repository.repository(), correlation.text());
    var found = jobs.getAcquire(slot(hash, JOBS));
    return found != null
            && found.correlationId().equals(correlation.text())
            && found.job().repository().equals(repository.repository())
            && found.job().owner().equals(repository.owner())
        ? new LookedUpJob(found.job(), RunId.read(found.run()), ClientAddress.of(found.source()))
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

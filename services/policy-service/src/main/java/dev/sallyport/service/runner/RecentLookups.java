package dev.sallyport.service.runner;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which jobs were served a policy lately, by a hash of their correlation id: 262,144 of
 * them, the newer in the place of the older, in 2 MiB and without a lock. What was served by
 * another instance, or long ago, is not known here.
 */
@Singleton
class RecentLookups {
  private static final int SLOTS = 1 << 18;

  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  void served(Owner owner, RepositoryName repository, String correlationId) {
    var hash = hash(owner, repository, correlationId);
    slots.setOpaque(slot(hash), hash);
  }

  boolean wasServed(Owner owner, RepositoryName repository, String correlationId) {
    var hash = hash(owner, repository, correlationId);
    return slots.getOpaque(slot(hash)) == hash;
  }

  private static int slot(long hash) {
    return (int) (hash & (SLOTS - 1));
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

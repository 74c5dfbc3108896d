package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.view.PolicyView.Found;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One owner in memory. A lookup reads the version, at most four entries, and the version again, and
 * repeats on a change; a list holds the read lock; one thread applies, a whole command at a time.
 */
final class OwnerState {
  private static final Found NOTHING = new Found.Nothing();

  // Amid a command, when the caller is about to see that the version changed; never after one.
  private static final Found TORN =
      new Found.Unknown("the policy at the scope is not in this owner's state");

  // Commands of one owner come milliseconds apart, so that hardly a second try is needed.
  private static final int TRIES = 16;

  private final StampedLock lock = new StampedLock();
  private final HeldBook book = new HeldBook();

  /** The last sequence applied; readable without the lock. */
  private volatile long sequence;

  Found lookUp(Job job) {
    return consistently(() -> find(job));
  }

  Found served(PolicyName policy) {
    return consistently(() -> {
      var served = book.served(policy);
      return served == null ? NOTHING : new Found.Served(served, null);
    });
  }

  private Found find(Job job) {
    var repository = job.repository();
    var workflow = job.workflow();
    if (workflow != null) {
      var found = at(new Scope.Workflow(repository, workflow));
      if (found != null) {
        return found;
      }
    }
    var found = at(new Scope.Repository(repository));
    if (found == null) {
      found = at(HeldBook.ORGANIZATION);
    }
    var cluster = job.cluster();
    if (found == null && cluster != null) {
      found = at(new Scope.Cluster(cluster));
    }
    return found == null ? NOTHING : found;
  }

  private @Nullable Found at(Scope scope) {
    var standing = book.standing(scope);
    if (standing == null) {
      return null;
    }
    var served = standing.policy.served;
    return served == null ? TORN : new Found.Served(served, standing.scope);
  }

  private interface Lookup {
    Found find();
  }

  private Found consistently(Lookup lookup) {
    for (var tries = 0; tries < TRIES; tries++) {
      var version = lock.tryOptimisticRead();
      if (version != 0) {
        var found = lookup.find();
        if (lock.validate(version)) {
          return found;
        }
      }
      Thread.onSpinWait();
    }
    var stamp = lock.readLock();
    try {
      return lookup.find();
    } finally {
      lock.unlockRead(stamp);
    }
  }

  <T> T read(Function<OwnerBook, T> read) {
    var stamp = lock.readLock();
    try {
      return read.apply(book);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** The last sequence applied. */
  long sequence() {
    return sequence;
  }

  /** Of the applying thread, which needs no lock to read what only it changes. */
  OwnerBook book() {
    return book;
  }

  /** Of the applying thread: what is served now, to be served again where nothing changed. */
  @Nullable ServedPolicy lastServed(PolicyName policy) {
    return book.served(policy);
  }

  /**
   * Applies the changes of whole commands, all together.
   *
   * @param served each policy among the changes that is live, as it is to be served
   */
  void apply(List<BookChange> changes, Head head, Map<PolicyName, ServedPolicy> served) {
    var stamp = lock.writeLock();
    try {
      book.apply(changes, served);
      sequence = head.sequence();
    } finally {
      lock.unlockWrite(stamp);
    }
  }
}

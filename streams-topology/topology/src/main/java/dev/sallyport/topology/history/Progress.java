package dev.sallyport.topology.history;

import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** Tells those who wait for an owner's event that the projection has taken it in. */
final class Progress {
  private final AtomicLong waiters = new AtomicLong();
  private final Map<String, NavigableSet<Waiter>> waiting = new ConcurrentHashMap<>();

  private record Waiter(long sequence, long number, CompletableFuture<Void> passed)
      implements Comparable<Waiter> {
    @Override
    public int compareTo(Waiter other) {
      var bySequence = Long.compare(sequence, other.sequence);
      return bySequence != 0 ? bySequence : Long.compare(number, other.number);
    }
  }

  /**
   * Completes when the next event of at least this sequence is taken in; forgotten as soon as the
   * caller completes it. What was taken in before is not known here.
   */
  CompletableFuture<Void> passing(String owner, long sequence) {
    var waiter = new Waiter(sequence, waiters.incrementAndGet(), new CompletableFuture<>());
    waiting.compute(
        owner,
        (_, others) -> {
          var all = others == null ? new ConcurrentSkipListSet<Waiter>() : others;
          all.add(waiter);
          return all;
        });
    var _ = waiter.passed().whenComplete((_, _) -> forget(owner, waiter));
    return waiter.passed();
  }

  /** The owner's events up to this sequence can be read. */
  void passed(String owner, long sequence) {
    var all = waiting.get(owner);
    if (all != null) {
      for (var waiter : all) {
        if (waiter.sequence() > sequence) {
          return;
        }
        waiter.passed().complete(null);
      }
    }
  }

  private void forget(String owner, Waiter waiter) {
    waiting.computeIfPresent(
        owner,
        (_, all) -> {
          all.remove(waiter);
          return all.isEmpty() ? null : all;
        });
  }
}

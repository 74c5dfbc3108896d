package dev.sallyport.topology.view;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;

/**
 * Those who wait until something named {@code K} has got as far as a number. Whoever gives up is
 * forgotten; futures complete on the executor, never on the thread that gets there.
 */
final class Waiters<K> {
  private record Waiter(long number, CompletableFuture<Void> future) {}

  private final ConcurrentHashMap<K, List<Waiter>> waiting = new ConcurrentHashMap<>();
  private final ToLongFunction<K> now;
  private final Executor executor;

  /**
   * @param now how far it has got: read after a waiter was added, so that none is missed
   */
  Waiters(ToLongFunction<K> now, Executor executor) {
    this.now = now;
    this.executor = executor;
  }

  CompletableFuture<Void> reached(K key, long number) {
    if (now.applyAsLong(key) >= number) {
      return CompletableFuture.completedFuture(null);
    }
    var waiter = new Waiter(number, new CompletableFuture<>());
    waiting.compute(
        key,
        (_, others) -> {
          var all = others == null ? new ArrayList<Waiter>(1) : others;
          all.add(waiter);
          return all;
        });
    if (now.applyAsLong(key) >= number) {
      gotTo(key, number);
    }
    waiter.future.exceptionally(_ -> {
      forget(key, waiter);
      return null;
    });
    return waiter.future;
  }

  /** Lets those go who wait for this number or a smaller one. */
  void gotTo(K key, long number) {
    if (!waiting.containsKey(key)) {
      return;
    }
    var released = new ArrayList<Waiter>();
    waiting.computeIfPresent(
        key,
        (_, all) -> {
          all.removeIf(waiter -> {
            var there = waiter.number <= number;
            if (there) {
              released.add(waiter);
            }
            return there;
          });
          return all.isEmpty() ? null : all;
        });
    if (!released.isEmpty()) {
      executor.execute(() -> released.forEach(waiter -> waiter.future.complete(null)));
    }
  }

  /** How many wait. */
  int count() {
    return waiting.values().stream().mapToInt(List::size).sum();
  }

  private void forget(K key, Waiter waiter) {
    waiting.computeIfPresent(
        key,
        (_, all) -> {
          all.remove(waiter);
          return all.isEmpty() ? null : all;
        });
  }
}

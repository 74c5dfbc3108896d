package dev.sallyport.topology.view;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks where partitions end, for any number of callers with one request under way for a partition
 * at a time. Whoever comes while one is under way shares the next: the answer to a request made
 * before the question is no answer.
 */
final class EndOffsets {
  /** What was under way, and what comes after it. */
  private static final class Asking {
    boolean underWay;
    @Nullable CompletableFuture<Long> next;
  }

  private final IntFunction<CompletableFuture<Long>> request;
  private final Map<Integer, Asking> asking = new HashMap<>();

  EndOffsets(IntFunction<CompletableFuture<Long>> request) {
    this.request = request;
  }

  /** The partition's end as of now or later; fails as the request fails. */
  CompletableFuture<Long> of(int partition) {
    CompletableFuture<Long> answer;
    boolean first;
    synchronized (asking) {
      var state = asking.computeIfAbsent(partition, _ -> new Asking());
      answer = state.next == null ? new CompletableFuture<>() : state.next;
      state.next = answer;
      first = !state.underWay;
      state.underWay = true;
    }
    if (first) {
      ask(partition);
    }
    return answer.copy();
  }

  private void ask(int partition) {
    CompletableFuture<Long> answer;
    synchronized (asking) {
      var state = asking.computeIfAbsent(partition, _ -> new Asking());
      if (state.next == null) {
        state.underWay = false;
        return;
      }
      answer = state.next;
      state.next = null;
    }
    var _ =
        request
            .apply(partition)
            .whenComplete((end, failure) -> {
              ask(partition);
              if (failure == null) {
                answer.complete(end);
              } else {
                answer.completeExceptionally(failure);
              }
            });
  }
}

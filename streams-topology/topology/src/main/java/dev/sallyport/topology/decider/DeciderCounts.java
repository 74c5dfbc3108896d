package dev.sallyport.topology.decider;

import dev.sallyport.domain.command.Outcome.Verdict;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many commands came to which end since the start: {@code Changed}, {@code Unchanged}, {@code
 * Repeated}, {@code Unreadable} (nobody could be answered), or the name of a refusal. Counted when
 * written, so that what an aborted transaction wrote is counted again. Thread-safe.
 */
public final class DeciderCounts {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** By end, as of now. */
  public Map<String, Long> snapshot() {
    var snapshot = new TreeMap<String, Long>();
    counts.forEach((end, count) -> snapshot.put(end, count.sum()));
    return snapshot;
  }

  void count(Verdict verdict) {
    count(
        switch (verdict) {
          case Verdict.Done(var changed, _, _) -> changed ? "Changed" : "Unchanged";
          case Verdict.Refused(var refusal) -> refusal.getClass().getSimpleName();
        });
  }

  void repeated() {
    count("Repeated");
  }

  void unreadable() {
    count("Unreadable");
  }

  private void count(String end) {
    counts.computeIfAbsent(end, _ -> new LongAdder()).increment();
  }
}

package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that many threads put into and one takes from, without locks: a lock that the
 * taking thread holds would hold up an event loop, and with it every lookup there.
 */
final class NotedLookups {
  private final int mask;
  private final AtomicReferenceArray<@Nullable Supplier<PolicyLookedUp>> slots;
  private final AtomicLong put = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param capacity a power of two
   */
  NotedLookups(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("The capacity is a power of two.");
    }
    mask = capacity - 1;
    slots = new AtomicReferenceArray<>(capacity);
  }

  /** Whether there was room for it. */
  boolean offer(Supplier<PolicyLookedUp> lookup) {
    while (true) {
      var place = put.get();
      if (place - taken.get() > mask) {
        return false;
      }
      if (put.compareAndSet(place, place + 1)) {
        slots.setRelease((int) (place & mask), lookup);
        return true;
      }
    }
  }

  /** The oldest, or null if there is none, or none that is wholly there yet. */
  @Nullable Supplier<PolicyLookedUp> poll() {
    var place = taken.get();
    var slot = (int) (place & mask);
    var lookup = slots.getAcquire(slot);
    if (lookup != null) {
      slots.setRelease(slot, null);
      taken.setRelease(place + 1);
    }
    return lookup;
  }
}

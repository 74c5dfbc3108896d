package dev.sallyport.service.telemetry;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often each of many has asked in this minute, on this instance: in half a MiB, without a lock,
 * however many there are. Two whose hashes fall on one slot share what it allows.
 */
final class RequestRate {
  private static final int SLOTS = 1 << 16;
  private static final int COUNT_BITS = 24;
  private static final long COUNT = (1L << COUNT_BITS) - 1;
  private static final int MINUTE = 60;

  private final int most;
  private final InstantSource clock;
  private final SaltedHash hash = new SaltedHash();
  // In each slot a minute and the requests in it.
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  /**
   * @param most requests in a minute
   */
  RequestRate(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Counts a request; 0 if it is within the rate, else in how many seconds to ask again. */
  int pause(String who) {
    var second = clock.instant().getEpochSecond();
    var minute = second / MINUTE;
    var slot = hash.of(who).slot(SLOTS);
    while (true) {
      var held = slots.get(slot);
      var count = held >>> COUNT_BITS == minute ? held & COUNT : 0;
      if (count >= most) {
        return (int) (MINUTE - second % MINUTE);
      }
      if (slots.compareAndSet(slot, held, minute << COUNT_BITS | (count + 1))) {
        return 0;
      }
    }
  }
}

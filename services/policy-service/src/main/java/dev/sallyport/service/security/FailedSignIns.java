package dev.sallyport.service.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often signing in has failed from an address, on this instance: after ten failures in five
 * minutes nothing more is tried from there until the first of them is five minutes old.
 */
final class FailedSignIns {
  static final int MOST = 10;
  static final Duration WINDOW = Duration.ofMinutes(5);
  // A bound for memory. Who has that many addresses gets as many tries, and a key has 256 bits.
  private static final int MOST_ADDRESSES = 10_000;

  private final InstantSource clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  FailedSignIns(InstantSource clock) {
    this.clock = clock;
  }

  private record Failures(int count, Instant since) {}

  /** How long nothing is to be tried from there; zero if something may. */
  synchronized Duration pause(String address) {
    var known = known(address);
    return known == null || known.count() < MOST
        ? Duration.ZERO
        : Duration.between(clock.instant(), known.since().plus(WINDOW));
  }

  synchronized void failed(String address) {
    var known = known(address);
    failures.put(
        network(address),
        known == null
            ? new Failures(1, clock.instant())
            : new Failures(known.count() + 1, known.since()));
  }

  private @Nullable Failures known(String address) {
    var known = failures.get(network(address));
    if (known != null && !clock.instant().isBefore(known.since().plus(WINDOW))) {
      failures.remove(network(address));
      return null;
    }
    return known;
  }

  // One household has 2^64 addresses of IPv6.
  private static String network(String address) {
    var groups = address.split(":", -1);
    return groups.length < 5 || address.contains("::")
        ? address
        : String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }
}

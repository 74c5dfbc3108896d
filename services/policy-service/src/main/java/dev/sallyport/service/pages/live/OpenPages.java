package dev.sallyport.service.pages.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** How many pages listen: each holds a connection and a timer for as long as it is open. */
@Singleton
class OpenPages {
  /** The others show what they showed when they were loaded. */
  static final int MOST = 500;

  /** Of one key or person, so that nobody takes the room of all others. */
  static final int MOST_OF_ONE = 100;

  private final Map<String, Integer> open = new HashMap<>();
  private final MeterRegistry registry;
  private int count;

  @Inject
  OpenPages(MeterRegistry registry) {
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    Gauge.builder("sallyport.pages.listening", this, OpenPages::count)
        .description("Open pages that are told of changes")
        .register(registry);
  }

  private synchronized int count() {
    return count;
  }

  /**
   * Whether there is room for one more, which then has to leave.
   *
   * @param who whose page it is
   */
  synchronized boolean enter(String who) {
    var own = open.getOrDefault(who, 0);
    if (count == MOST || own == MOST_OF_ONE) {
      return false;
    }
    open.put(who, own + 1);
    count++;
    return true;
  }

  synchronized void leave(String who) {
    open.computeIfPresent(who, (_, own) -> own == 1 ? null : own - 1);
    count--;
  }
}

package dev.sallyport.service.pages.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** How many pages listen: each holds a connection and a timer for as long as it is open. */
@Singleton
class OpenPages {
  /** The others show what they showed when they were loaded. */
  static final int MOST = 500;

  private final Semaphore free = new Semaphore(MOST);
  private final MeterRegistry registry;

  @Inject
  OpenPages(MeterRegistry registry) {
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    Gauge.builder("sallyport.pages.listening", this, OpenPages::count)
        .description("Open pages that are told of changes")
        .register(registry);
  }

  int count() {
    return MOST - free.availablePermits();
  }

  /** Whether there is room for one more; it then has to leave. */
  boolean enter() {
    return free.tryAcquire();
  }

  void leave() {
    free.release();
  }
}

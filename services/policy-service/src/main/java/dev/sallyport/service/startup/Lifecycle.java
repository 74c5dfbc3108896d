package dev.sallyport.service.startup;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Starts the engine with the application and stops it with it. */
@Singleton
class Lifecycle {
  private final Engine engine;

  @Inject
  Lifecycle(Engine engine) {
    this.engine = engine;
  }

  // After the settings were checked.
  void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
    engine.start();
  }

  void stop(@Observes ShutdownEvent event) {
    engine.close();
  }
}

package dev.sallyport.sink.archive;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Starts the archive with the service, if there is to be one, and stops it with it. */
@Singleton
class ArchiveLife {
  private static final Logger LOG = Logger.getLogger(ArchiveLife.class);

  private final Config config;
  private final ArchiveSettings settings;
  private final MeterRegistry registry;
  private volatile Optional<Archive> archive = Optional.empty();

  @Inject
  ArchiveLife(Config config, ArchiveSettings settings, MeterRegistry registry) {
    this.config = config;
    this.settings = settings;
    this.registry = registry;
  }

  void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
    var plan = ArchivePlan.of(config, settings);
    if (plan.isEmpty()) {
      LOG.info("Nothing is archived: SALLYPORT_ARCHIVE_BUCKET is not set");
      return;
    }
    var clock = InstantSource.system();
    var metrics = new ArchiveMetrics(registry);
    var started = new Archive(plan.get(), metrics, clock);
    metrics.show(started, clock);
    archive = Optional.of(started);
    started.start();
    LOG.infof(
        "Archiving to %s, manifests %s",
        plan.get().configuration().s3().url(),
        plan.get().configuration().key().isPresent()
            ? "signed"
            : "not signed: SALLYPORT_ARCHIVE_SIGNING_KEY_FILE is not set");
  }

  void stop(@Observes ShutdownEvent event) {
    archive.ifPresent(Archive::close);
  }

  boolean on() {
    return archive.isPresent();
  }

  Map<String, String> troubles() {
    return archive.map(Archive::troubles).orElse(Map.of());
  }
}

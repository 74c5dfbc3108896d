package dev.sallyport.sink.archive;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the archive fares, and is up all the same: nobody is served by it, and another instance
 * would meet the same bucket.
 */
@Readiness
@Singleton
class ArchiveHealth implements HealthCheck {
  private final ArchiveLife archive;

  @Inject
  ArchiveHealth(ArchiveLife archive) {
    this.archive = archive;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("archive").up().withData("on", archive.on());
    var troubles = archive.troubles();
    response.withData("degraded", !troubles.isEmpty());
    troubles.forEach(response::withData);
    return response.build();
  }
}

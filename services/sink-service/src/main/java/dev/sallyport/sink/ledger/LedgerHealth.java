package dev.sallyport.sink.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** What those ask who watch the service. Destinations that are away make nothing of it unwell. */
final class LedgerHealth {
  private LedgerHealth() {}

  /** Lives as long as it answers. */
  @Liveness
  @Singleton
  static final class Living implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.up("process");
    }
  }

  /** Takes in what happens, and delivers it. */
  @Readiness
  @Singleton
  static final class Delivering implements HealthCheck {
    private final LedgerEngine engine;

    @Inject
    Delivering(LedgerEngine engine) {
      this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
      var problem = engine.problem();
      var response = HealthCheckResponse.named("deliveries").status(problem == null);
      return problem == null ? response.build() : response.withData("problem", problem).build();
    }
  }
}

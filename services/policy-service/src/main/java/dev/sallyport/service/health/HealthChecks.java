package dev.sallyport.service.health;

import dev.sallyport.service.startup.Engine;
import dev.sallyport.service.startup.Engine.Changeability.Impossible;
import dev.sallyport.service.startup.Engine.Changeability.Possible;
import dev.sallyport.topology.view.PolicyView;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** What load balancers and the launcher ask. */
final class HealthChecks {
  private HealthChecks() {}

  /** Lives as long as it answers. */
  @Liveness
  @Singleton
  static final class Living implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.up("process");
    }
  }

  /**
   * Can answer lookups. Once so, it stays so while Kafka is away: otherwise an outage of Kafka
   * would take every instance out of its load balancer and switch enforcement off everywhere.
   */
  @Readiness
  @Startup
  @Singleton
  static final class CaughtUp implements HealthCheck {
    private final PolicyView view;
    private final Engine engine;

    @Inject
    CaughtUp(PolicyView view, Engine engine) {
      this.view = view;
      this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
      var health = view.health();
      var response =
          HealthCheckResponse.named("view")
              .status(health.caughtUp())
              .withData("recordsBehind", health.recordsBehind())
              .withData("ownersUnreadable", health.condemned().size());
      engine.vitals().troubles().forEach(response::withData);
      return response.build();
    }
  }

  /** Changes can be made and read. Waits for the deciders, though not on the event loop. */
  @HealthGroup("changes")
  @Singleton
  static final class Changing implements AsyncHealthCheck {
    private final Engine engine;

    @Inject
    Changing(Engine engine) {
      this.engine = engine;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
      return Uni.createFrom()
          .completionStage(engine::changeability)
          .map(changeability -> {
            var response = HealthCheckResponse.named("changes");
            engine.vitals().troubles().forEach(response::withData);
            return switch (changeability) {
              case Possible _ -> response.up().build();
              case Impossible(var reason) -> response.down().withData("reason", reason).build();
            };
          });
    }
  }
}

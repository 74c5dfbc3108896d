package dev.sallyport.service.telemetry;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.telemetry.Telemetry.Unavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Answers once Kafka has what is to be recorded. Clients take every other status for a loss. */
@Singleton
class Acknowledged {
  private static final int RETRY_SECONDS = 1;

  private final Telemetry telemetry;
  private final TelemetryMetrics metrics;

  @Inject
  Acknowledged(Telemetry telemetry, TelemetryMetrics metrics) {
    this.telemetry = telemetry;
    this.metrics = metrics;
  }

  /**
   * @param answer if it was acknowledged; else 503
   */
  CompletionStage<Response> answer(TelemetryEvent event, Supplier<Response> answer) {
    return telemetry
        .report(event)
        .handle((_, failure) -> {
          if (failure == null) {
            metrics.taken(event);
            return answer.get();
          }
          return refused(failure);
        });
  }

  private Response refused(Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof Unavailable unavailable) {
      metrics.refused("unavailable");
      return ProblemResponses.of(
          new RequestProblem.Unavailable(String.valueOf(unavailable.getMessage()), RETRY_SECONDS));
    }
    throw new CompletionException(cause);
  }
}

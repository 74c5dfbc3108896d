package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verified jobs called and was not blocked.
 *
 * @param endpoints by name
 */
public record Baseline(Stability stability, List<Endpoint> endpoints) {
  /** The most observations that are kept of an endpoint in a repository. */
  public static final int MOST_OBSERVATIONS = 20;

  /** The most that are told of an endpoint of several repositories: as many as clients ask for. */
  public static final int MOST_SHOWN = 500;

  public Baseline {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * An endpoint of the baseline.
   *
   * @param calls distinct ones: agents report each program, address and port once
   * @param runs in which it was called
   * @param unexpected whether it came when the baseline was stable already
   * @param observations the latest, newest first
   */
  public record Endpoint(
      Destination destination,
      Instant first,
      Instant last,
      long calls,
      long runs,
      boolean unexpected,
      List<Observed> observations) {
    public Endpoint {
      observations = List.copyOf(observations);
    }
  }

  /** Where and when an endpoint was called. */
  public record Observed(
      RepositoryFullName repository,
      @Nullable WorkflowFile workflow,
      @Nullable JobName job,
      RunId run,
      Instant at) {}
}

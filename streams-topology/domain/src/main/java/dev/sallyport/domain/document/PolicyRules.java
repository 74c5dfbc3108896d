package dev.sallyport.domain.document;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy means, apart from how it was written; enough to serve runners and to be stored in
 * an event without the text. A switch that is null was not set by the author and must not be served
 * (a runner would let it replace the job's own setting).
 *
 * @param mode always explicit; a text without one means {@link EgressMode#BLOCK}
 * @param allowedEndpoints in the author's order, without duplicates, at most {@value
 *     #MAX_ENDPOINTS}; empty when there are denied ones
 * @param deniedEndpoints hosts, whatever the port; likewise
 * @param lockdown null when the author did not write it
 */
public record PolicyRules(
    EgressMode mode,
    List<Endpoint> allowedEndpoints,
    List<HostPattern> deniedEndpoints,
    @Nullable Boolean disableSudo,
    @Nullable Boolean disableSudoAndContainers,
    @Nullable Boolean disableFileMonitoring,
    @Nullable Boolean disableTelemetry,
    @Nullable Lockdown lockdown) {

  /** The most endpoints of either kind that a policy may list. */
  public static final int MAX_ENDPOINTS = 4_000;

  /** Throws {@link IllegalArgumentException} when the lists break the limits above. */
  public PolicyRules {
    allowedEndpoints = checked(allowedEndpoints);
    deniedEndpoints = checked(deniedEndpoints);
    if (!allowedEndpoints.isEmpty() && !deniedEndpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints are either allowed or denied, not both");
    }
  }

  /** These rules as members, endpoints in their canonical spelling. */
  public PolicyMembers toMembers() {
    return PolicyMembers.of(
        this,
        allowedEndpoints.stream().map(Endpoint::toString).toList(),
        deniedEndpoints.stream().map(HostPattern::text).toList());
  }

  PolicyRules withMode(EgressMode other) {
    return new PolicyRules(
        other,
        allowedEndpoints,
        deniedEndpoints,
        disableSudo,
        disableSudoAndContainers,
        disableFileMonitoring,
        disableTelemetry,
        lockdown);
  }

  PolicyRules withAllowed(List<Endpoint> others) {
    return new PolicyRules(
        mode,
        others,
        deniedEndpoints,
        disableSudo,
        disableSudoAndContainers,
        disableFileMonitoring,
        disableTelemetry,
        lockdown);
  }

  PolicyRules withLockdown(Lockdown other) {
    return new PolicyRules(
        mode,
        allowedEndpoints,
        deniedEndpoints,
        disableSudo,
        disableSudoAndContainers,
        disableFileMonitoring,
        disableTelemetry,
        other);
  }

  private static <T> List<T> checked(List<T> endpoints) {
    if (endpoints.size() > MAX_ENDPOINTS) {
      throw new IllegalArgumentException(
          "at most %d endpoints, not %d".formatted(MAX_ENDPOINTS, endpoints.size()));
    }
    if (new HashSet<>(endpoints).size() != endpoints.size()) {
      throw new IllegalArgumentException("an endpoint is listed twice");
    }
    return List.copyOf(endpoints);
  }
}

package dev.sallyport.domain.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the Terraform provider sends it in JSON (gh-policy-store.go), member by member, with
 * {@code denied_endpoints} and {@code disable_sudo_and_containers} added. Names such as {@code
 * allowed_endpoints} are those of the record in snake case. A member that is missing is null.
 *
 * @param allowedEndpoints null and empty mean the same
 * @param deniedEndpoints likewise
 */
public record PolicyMembers(
    @Nullable List<@Nullable String> allowedEndpoints,
    @Nullable List<@Nullable String> deniedEndpoints,
    @Nullable String egressPolicy,
    @Nullable Boolean disableSudo,
    @Nullable Boolean disableSudoAndContainers,
    @Nullable Boolean disableFileMonitoring,
    @Nullable Boolean disableTelemetry,
    @Nullable LockdownMembers lockdown) {
  public PolicyMembers {
    allowedEndpoints = kept(allowedEndpoints);
    deniedEndpoints = kept(deniedEndpoints);
  }

  static PolicyMembers of(
      PolicyRules rules, List<String> allowedEndpoints, List<String> deniedEndpoints) {
    var lockdown = rules.lockdown();
    return new PolicyMembers(
        List.copyOf(allowedEndpoints),
        deniedEndpoints.isEmpty() ? null : List.copyOf(deniedEndpoints),
        rules.mode().text(),
        rules.disableSudo(),
        rules.disableSudoAndContainers(),
        rules.disableFileMonitoring(),
        rules.disableTelemetry(),
        lockdown == null ? null : members(lockdown));
  }

  private static LockdownMembers members(Lockdown lockdown) {
    var detections = lockdown.detections().stream().map(Detection::text).toList();
    return new LockdownMembers(
        lockdown.enabled(), detections.isEmpty() ? null : List.copyOf(detections));
  }

  private static @Nullable List<@Nullable String> kept(@Nullable List<@Nullable String> endpoints) {
    return endpoints == null ? null : Collections.unmodifiableList(new ArrayList<>(endpoints));
  }
}

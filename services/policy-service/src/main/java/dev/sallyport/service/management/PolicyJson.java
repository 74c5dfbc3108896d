package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.domain.document.LockdownMembers;
import dev.sallyport.domain.document.PolicyMembers;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy in JSON, as the Terraform provider sends and reads it (gh-policy-store.go). What the
 * author did not set is left out; {@code attachments} is an answer only.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Policy")
public record PolicyJson(
    @Nullable String owner,
    @Nullable String policyName,
    @JsonProperty("allowed_endpoints") @Nullable List<@Nullable String> allowedEndpoints,
    @JsonProperty("denied_endpoints") @Nullable List<@Nullable String> deniedEndpoints,
    @JsonProperty("egress_policy") @Nullable String egressPolicy,
    @JsonProperty("disable_telemetry") @Nullable Boolean disableTelemetry,
    @JsonProperty("disable_sudo") @Nullable Boolean disableSudo,
    @JsonProperty("disable_sudo_and_containers") @Nullable Boolean disableSudoAndContainers,
    @JsonProperty("disable_file_monitoring") @Nullable Boolean disableFileMonitoring,
    @Nullable LockdownJson lockdown,
    @Nullable AttachmentsJson attachments) {

  /** Left out where the author did not write it: {@code {"enabled": false}} is something else. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Lockdown")
  public record LockdownJson(
      @Nullable Boolean enabled, @Nullable List<@Nullable String> detections) {}

  static PolicyJson of(
      String owner, String policy, PolicyMembers members, @Nullable AttachmentsJson attachments) {
    var lockdown = members.lockdown();
    return new PolicyJson(
        owner,
        policy,
        members.allowedEndpoints(),
        members.deniedEndpoints(),
        members.egressPolicy(),
        members.disableTelemetry(),
        members.disableSudo(),
        members.disableSudoAndContainers(),
        members.disableFileMonitoring(),
        lockdown == null ? null : new LockdownJson(lockdown.enabled(), lockdown.detections()),
        attachments);
  }

  PolicyMembers members() {
    return new PolicyMembers(
        allowedEndpoints,
        deniedEndpoints,
        egressPolicy,
        disableSudo,
        disableSudoAndContainers,
        disableFileMonitoring,
        disableTelemetry,
        lockdown == null ? null : new LockdownMembers(lockdown.enabled(), lockdown.detections()));
  }
}

package dev.sallyport.service.insight;

import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.service.management.ScopeJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy as a job was served it.
 *
 * @param scope where it stood; left out if it was asked for by name
 */
@Schema(name = "ServedPolicy")
record ServedPolicyJson(String name, long version, @Nullable ScopeJson scope) {
  static @Nullable ServedPolicyJson of(@Nullable AnsweredPolicy policy) {
    if (policy == null) {
      return null;
    }
    var scope = policy.scope();
    return new ServedPolicyJson(
        policy.policy().value(), policy.version(), scope == null ? null : ScopeJson.of(scope));
  }
}

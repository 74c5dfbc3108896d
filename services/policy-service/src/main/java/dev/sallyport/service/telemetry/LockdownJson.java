package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.insight.LockdownDecision;
import dev.sallyport.service.management.ScopeJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What whoever reports a detection is to do.
 *
 * @param action {@code terminate} or {@code record}
 * @param policy that decided; left out, as its version and scope, where none applies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LockdownAnswer")
record LockdownJson(
    String action, @Nullable String policy, @Nullable Long version, @Nullable ScopeJson scope) {
  static LockdownJson of(LockdownDecision decision) {
    var policy = decision.policy();
    if (policy == null) {
      return new LockdownJson(decision.action().text(), null, null, null);
    }
    var scope = policy.scope();
    return new LockdownJson(
        decision.action().text(),
        policy.policy().value(),
        policy.version(),
        scope == null ? null : ScopeJson.of(scope));
  }
}

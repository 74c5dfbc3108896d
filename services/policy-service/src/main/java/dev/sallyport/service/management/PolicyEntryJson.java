package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy in a list.
 *
 * @param egressPolicy {@code audit} or {@code block}; left out of a deleted one
 * @param endpoints how many it allows or denies
 * @param scopes at how many it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PolicyEntry")
public record PolicyEntryJson(
    String policyName,
    @JsonProperty("egress_policy") @Nullable String egressPolicy,
    @Nullable Integer endpoints,
    int scopes,
    long version,
    long revision,
    Instant createdAt,
    Instant changedAt,
    ActorJson changedBy,
    boolean deleted) {
  static PolicyEntryJson of(PolicyEntry entry) {
    var rules = entry.rules();
    return new PolicyEntryJson(
        entry.policy().value(),
        rules == null ? null : rules.mode().text(),
        rules == null ? null : rules.allowedEndpoints().size() + rules.deniedEndpoints().size(),
        entry.scopes(),
        entry.version(),
        entry.revision(),
        entry.createdAt(),
        entry.changedAt(),
        ActorJson.of(entry.changedBy()),
        !entry.live());
  }
}

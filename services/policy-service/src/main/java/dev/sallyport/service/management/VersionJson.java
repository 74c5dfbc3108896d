package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.topology.history.History.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A content that a policy has or had.
 *
 * @param sequence of the event that gave it to the policy
 * @param restored the earlier version that it brought back, if it was a rollback
 * @param text only where one version was asked for
 * @param policy likewise: what it means, as JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Version")
public record VersionJson(
    long version,
    Instant at,
    ActorJson actor,
    long sequence,
    @Nullable Long restored,
    @JsonProperty("egress_policy") String egressPolicy,
    int bytes,
    @Nullable String text,
    @Nullable PolicyJson policy) {
  static VersionJson listed(Version version) {
    return of(version, null, null);
  }

  static VersionJson whole(String owner, String name, Version version) {
    var content = version.content();
    return of(
        version,
        content.text(),
        PolicyJson.of(owner, name, PolicyNow.members(content.text(), content.rules()), null));
  }

  private static VersionJson of(
      Version version, @Nullable String text, @Nullable PolicyJson policy) {
    return new VersionJson(
        version.version(),
        version.at(),
        ActorJson.of(version.actor()),
        version.sequence(),
        version.restored(),
        version.content().rules().mode().text(),
        version.content().text().getBytes(StandardCharsets.UTF_8).length,
        text,
        policy);
  }
}

package dev.sallyport.service.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.management.ActorJson;
import dev.sallyport.wire.DestinationState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An integration. No secret stands in it, but for the signing secret of a webhook in the answer
 * that made it.
 *
 * @param type {@code webhook}, {@code slack-webhook}, {@code slack-bot}, {@code teams-webhook} or
 *     {@code email}
 * @param url of a webhook
 * @param headers names of a webhook's further headers
 * @param channel of a bot of Slack
 * @param recipients of e-mail
 * @param events what it is told of
 * @param repositories where there are any, what is about other repositories is not told
 * @param state {@code active}, {@code paused} or {@code gone}
 * @param secretsFingerprint changes with its secrets and tells nothing else of them
 * @param signingSecret in the answer that made it, and never again
 * @param health how it does, as far as the sinks have told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Integration")
public record IntegrationJson(
    String id,
    String name,
    String type,
    @Nullable String url,
    @Nullable List<String> headers,
    @Nullable String channel,
    @Nullable List<String> recipients,
    List<String> events,
    List<String> repositories,
    String state,
    @Nullable String secretsFingerprint,
    @Nullable String signingSecret,
    Instant createdAt,
    ActorJson createdBy,
    Instant updatedAt,
    ActorJson updatedBy,
    @Nullable Health health) {

  static IntegrationJson of(
      IntegrationEntry entry, @Nullable DestinationState state, @Nullable String signingSecret) {
    var integration = entry.integration();
    var destination = integration.destination();
    var fingerprint = integration.secrets().fingerprint();
    return new IntegrationJson(
        integration.id().digits(),
        integration.name(),
        destination.kind(),
        destination instanceof Destination.Webhook(var url, _) ? url.toString() : null,
        destination instanceof Destination.Webhook(_, var headers) ? headers : null,
        destination instanceof Destination.SlackChannel(var channel) ? channel : null,
        destination instanceof Destination.Email(var to)
            ? to.stream().map(EmailAddress::value).toList()
            : null,
        integration.about().stream().map(Happening::text).toList(),
        integration.repositories().stream().map(RepositoryName::name).toList(),
        integration.standing().name().toLowerCase(Locale.ROOT),
        fingerprint.isEmpty() ? null : fingerprint,
        signingSecret,
        entry.createdAt(),
        ActorJson.of(entry.createdBy()),
        entry.updatedAt(),
        ActorJson.of(entry.updatedBy()),
        state == null ? null : Health.of(state));
  }

  /**
   * What is asked for when making or replacing one. Of a replacement, a secret that is left out
   * stays as it is; so does a header whose value is null, unless the URL leads to another scheme,
   * host or port.
   *
   * @param url of a webhook
   * @param headers of a webhook: names and values
   * @param signingSecret of a webhook: {@code whsec_} and base64; one is made where none is given
   * @param previousSigningSecret of a webhook: signs beside it, while receivers change over; empty
   *     ends that
   * @param address of an incoming webhook of Slack or Teams
   * @param channel of a bot of Slack: an id, or a name behind a #
   * @param token of a bot of Slack
   * @param recipients of e-mail
   * @param events what it is told of
   * @param repositories names without the owner; none: all
   */
  @Schema(name = "NewIntegration")
  public record Asked(
      @Nullable String name,
      @Nullable String type,
      @Nullable String url,
      @Nullable Map<String, @Nullable String> headers,
      @Nullable String signingSecret,
      @Nullable String previousSigningSecret,
      @Nullable String address,
      @Nullable String channel,
      @Nullable String token,
      @Nullable List<String> recipients,
      @Nullable List<String> events,
      @Nullable List<String> repositories,
      @Nullable Boolean paused) {
    /** All of it, equal for equals. Secrets stand in it. */
    String whole() {
      return Arrays.asList(
              name,
              type,
              url,
              headers,
              signingSecret,
              previousSigningSecret,
              address,
              channel,
              token,
              recipients,
              events,
              repositories,
              paused)
          .toString();
    }

    @Override
    public String toString() {
      return "Asked[" + name + ", " + type + "]"; // secrets stand in it
    }
  }

  /**
   * How an integration does.
   *
   * @param waiting deliveries that were not taken yet
   * @param oldestWaitingSince when the oldest of them began to wait
   * @param dead deliveries that were given up
   * @param failuresInRow attempts that failed since the last that did not
   * @param pausedUntil nothing is attempted before, since nothing was taken lately
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "IntegrationHealth")
  public record Health(
      long waiting,
      @Nullable Instant oldestWaitingSince,
      long delivered,
      long dead,
      int failuresInRow,
      @Nullable Instant pausedUntil,
      @Nullable Instant lastDeliveredAt,
      @Nullable Instant lastFailedAt,
      @Nullable String lastFailure) {
    static Health of(DestinationState state) {
      return new Health(
          state.getWaiting(),
          state.getOldestWaiting(),
          state.getDelivered(),
          state.getDead(),
          state.getFailures(),
          state.getUntil(),
          state.getDeliveredAt(),
          state.getFailedAt(),
          state.getFailure());
    }
  }
}

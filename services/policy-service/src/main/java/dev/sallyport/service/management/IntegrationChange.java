package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Of Integration Added, Changed, Removed and Tested, and of Deliveries Replayed.
 *
 * @param delivery that is made once more, if it is a single one
 * @param since what happened from then on is delivered once more
 * @param fromSequence what has this sequence or a later one is delivered once more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "IntegrationChange")
public record IntegrationChange(
    String integrationId,
    String name,
    @Nullable Wording before,
    @Nullable Wording now,
    @Nullable String delivery,
    @Nullable Instant since,
    @Nullable Long fromSequence)
    implements EventJson.ChangeJson {

  static IntegrationChange of(Integration integration, @Nullable Integration before) {
    return new IntegrationChange(
        integration.id().digits(),
        integration.name(),
        before == null ? null : Wording.of(before),
        Wording.of(integration),
        null,
        null,
        null);
  }

  static IntegrationChange named(IntegrationId id, String name) {
    return new IntegrationChange(id.digits(), name, null, null, null, null, null);
  }

  static IntegrationChange replayed(IntegrationId id, String name, Replay replay) {
    return switch (replay) {
      case Replay.One(DeliveryId(var digits)) ->
          new IntegrationChange(id.digits(), name, null, null, digits, null, null);
      case Replay.Since(var time) ->
          new IntegrationChange(id.digits(), name, null, null, null, time, null);
      case Replay.FromSequence(var sequence) ->
          new IntegrationChange(id.digits(), name, null, null, null, null, sequence);
    };
  }

  /**
   * What an integration says. No secret stands in it.
   *
   * @param secrets a fingerprint of its secrets, which changes with them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "IntegrationWording")
  public record Wording(
      String name,
      String type,
      @Nullable String url,
      @Nullable String channel,
      @Nullable List<String> recipients,
      @Nullable List<String> headers,
      List<String> events,
      List<String> repositories,
      String state,
      String secrets) {
    static Wording of(Integration integration) {
      var destination = integration.destination();
      return new Wording(
          integration.name(),
          destination.kind(),
          destination instanceof Destination.Webhook(var url, _) ? url.toString() : null,
          destination instanceof Destination.SlackChannel(var channel) ? channel : null,
          destination instanceof Destination.Email(var to)
              ? to.stream().map(String::valueOf).toList()
              : null,
          destination instanceof Destination.Webhook(_, var headers) ? headers : null,
          integration.about().stream().map(Happening::text).toList(),
          integration.repositories().stream().map(RepositoryName::name).toList(),
          integration.standing().name().toLowerCase(Locale.ROOT),
          integration.secrets().fingerprint());
    }
  }
}

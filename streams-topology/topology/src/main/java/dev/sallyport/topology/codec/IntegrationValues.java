package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.events.DestinationKind;
import dev.sallyport.events.IntegrationStanding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Integrations between the domain and Avro. */
public final class IntegrationValues {
  private IntegrationValues() {}

  public static dev.sallyport.events.Integration encode(Integration integration) {
    var destination = integration.destination();
    return new dev.sallyport.events.Integration(
        integration.id().digits(),
        integration.name(),
        kind(destination),
        destination instanceof Destination.Webhook(var url, _) ? url.toString() : null,
        destination instanceof Destination.Webhook(_, var headers) ? headers : List.of(),
        destination instanceof Destination.SlackChannel(var channel) ? channel : null,
        destination instanceof Destination.Email(var to)
            ? to.stream().map(EmailAddress::value).toList()
            : List.of(),
        // A set of an enumeration is in its order: equal integrations have equal bytes.
        EnumSet.copyOf(integration.about()).stream().map(IntegrationValues::encode).toList(),
        integration.repositories().stream().map(RepositoryName::name).toList(),
        switch (integration.standing()) {
          case ACTIVE -> IntegrationStanding.ACTIVE;
          case PAUSED -> IntegrationStanding.PAUSED;
          case GONE -> IntegrationStanding.GONE;
        },
        integration.secrets().version(),
        integration.secrets().fingerprint());
  }

  /** Throws {@link IllegalArgumentException} for values that the domain cannot hold. */
  public static Integration decode(dev.sallyport.events.Integration integration) {
    return new Integration(
        new IntegrationId(integration.getIntegrationId()),
        integration.getName(),
        destination(integration),
        EnumSet.copyOf(integration.getAbout().stream().map(IntegrationValues::decode).toList()),
        integration.getRepositories().stream().map(RepositoryName::of).toList(),
        switch (integration.getStanding()) {
          case ACTIVE -> Standing.ACTIVE;
          case PAUSED -> Standing.PAUSED;
          case GONE -> Standing.GONE;
          case UNKNOWN ->
              throw new IllegalArgumentException("a standing that a newer version knows");
        },
        new SecretsReference(integration.getSecretsVersion(), integration.getSecretsFingerprint()));
  }

  private static DestinationKind kind(Destination destination) {
    return switch (destination) {
      case Destination.Webhook _ -> DestinationKind.WEBHOOK;
      case Destination.SlackWebhook _ -> DestinationKind.SLACK_WEBHOOK;
      case Destination.SlackChannel _ -> DestinationKind.SLACK_BOT;
      case Destination.TeamsWebhook _ -> DestinationKind.TEAMS_WEBHOOK;
      case Destination.Email _ -> DestinationKind.EMAIL;
    };
  }

  private static Destination destination(dev.sallyport.events.Integration integration) {
    return switch (integration.getKind()) {
      case WEBHOOK ->
          Destination.Webhook.of(present(integration.getUrl(), "url"), integration.getHeaders());
      case SLACK_WEBHOOK -> new Destination.SlackWebhook();
      case SLACK_BOT -> new Destination.SlackChannel(present(integration.getChannel(), "channel"));
      case TEAMS_WEBHOOK -> new Destination.TeamsWebhook();
      case EMAIL ->
          new Destination.Email(
              integration.getRecipients().stream().map(EmailAddress::new).toList());
      case UNKNOWN ->
          throw new IllegalArgumentException("a destination of a kind that a newer version knows");
    };
  }

  private static String present(@Nullable String value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("an integration without its " + field);
    }
    return value;
  }

  /** The same name on both sides; what is added to one has to be added to the other. */
  public static dev.sallyport.events.Happening encode(Happening happening) {
    return dev.sallyport.events.Happening.valueOf(happening.name());
  }

  static Happening decode(dev.sallyport.events.Happening happening) {
    if (happening == dev.sallyport.events.Happening.UNKNOWN) {
      throw new IllegalArgumentException("something to be told of that a newer version knows");
    }
    return Happening.valueOf(happening.name());
  }

  /** Exactly one of a record's three fields, as what they stand for. */
  public static Replay replay(
      @Nullable String delivery, @Nullable Instant since, @Nullable Long fromSequence) {
    if (delivery != null && since == null && fromSequence == null) {
      return new Replay.One(new DeliveryId(delivery));
    }
    if (delivery == null && since != null && fromSequence == null) {
      return new Replay.Since(since);
    }
    if (delivery == null && since == null && fromSequence != null) {
      return new Replay.FromSequence(fromSequence);
    }
    throw new IllegalArgumentException("a replay of not exactly one thing");
  }

  public static @Nullable String delivery(Replay replay) {
    return replay instanceof Replay.One(var delivery) ? delivery.digits() : null;
  }

  public static @Nullable Instant since(Replay replay) {
    return replay instanceof Replay.Since(var time) ? time.truncatedTo(ChronoUnit.MILLIS) : null;
  }

  public static @Nullable Long fromSequence(Replay replay) {
    return replay instanceof Replay.FromSequence(var sequence) ? sequence : null;
  }
}

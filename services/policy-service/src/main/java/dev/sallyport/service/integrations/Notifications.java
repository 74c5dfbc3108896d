package dev.sallyport.service.integrations;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.ReplaceNotificationSettings;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.SinksSettings;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.management.ChangeRequests.Answered;
import dev.sallyport.service.management.Dated;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NotSetUp;
import dev.sallyport.topology.secrets.SecretsName;
import dev.sallyport.topology.view.OwnerBook;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps notification settings as existing clients say them. What they lead to are ordinary
 * integrations, which the page shows, tries and pauses like all others.
 */
@Singleton
public class Notifications {
  private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("[,;\\s]+");
  private static final int ID_BYTES = 16;

  private final Reads reads;
  private final ChangeRequests changes;
  private final KeptSecrets secrets;
  private final SinksSettings sinks;

  @Inject
  Notifications(Reads reads, ChangeRequests changes, KeptSecrets secrets, SinksSettings sinks) {
    this.reads = reads;
    this.changes = changes;
    this.secrets = secrets;
    this.sinks = sinks;
  }

  /** What stands. */
  record Standings(NotificationSettings settings, Map<NotificationChannel, Integration> channels) {
    static final Standings NONE = new Standings(NotificationSettings.NONE, Map.of());

    static Standings of(OwnerBook book) {
      var channels = new EnumMap<NotificationChannel, Integration>(NotificationChannel.class);
      var settings = book.notificationSettings();
      settings
          .channels()
          .forEach((channel, id) -> {
            var entry = book.integration(id);
            if (entry != null) {
              channels.put(channel, entry.integration());
            }
          });
      return new Standings(settings, channels);
    }
  }

  /** A channel as it is to be, and the secrets of it that have to be kept for that. */
  private record Wanted(Integration integration, Map<String, String> secrets) {}

  Dated<Standings> standing(Owner owner) {
    return reads.owner(owner, Standings::of);
  }

  /** The switches that are on, for people. */
  public Dated<NotificationSettings> settings(Owner owner) {
    return reads.owner(owner, OwnerBook::notificationSettings);
  }

  /** What a change came to. */
  record Changed(Answered answered, Standings standing) {}

  Changed replace(
      ContainerRequestContext request, Owner owner, AskedNotifications asked, byte[] body) {
    secrets.requireKey();
    var before = standingOrNone(owner);
    var kept = new ArrayList<SecretsName>();
    try {
      var answered =
          changes.submitNamed(
              request,
              owner,
              command -> command(owner, asked, before, command, kept),
              secrets.keyed(body));
      var now = reads.here(owner, Standings::of);
      forgetUnneeded(owner, before, now, kept);
      return new Changed(answered, now);
    } catch (Rejection refused) {
      kept.forEach(name -> secrets.forgetAfter(refused, name));
      throw refused;
    }
  }

  private PolicyCommand command(
      Owner owner,
      AskedNotifications asked,
      Standings before,
      CommandId command,
      List<SecretsName> kept) {
    // What the channels are told does not depend on where they lead.
    var about = asked.over(before.settings(), Map.of()).about();
    var wanted = new EnumMap<NotificationChannel, Wanted>(NotificationChannel.class);
    for (var channel : NotificationChannel.values()) {
      var standing = before.channels().get(channel);
      var one = wanted(owner, channel, asked.of(channel), about, standing, command);
      if (one != null) {
        wanted.put(channel, one);
      }
    }
    var channels = new EnumMap<NotificationChannel, IntegrationId>(NotificationChannel.class);
    wanted.forEach((channel, one) -> channels.put(channel, one.integration().id()));
    for (var one : wanted.values()) {
      if (!one.secrets().isEmpty()) {
        var name = SecretsName.of(owner, one.integration());
        kept.add(name);
        secrets.keep(name, one.secrets());
      }
    }
    return new ReplaceNotificationSettings(
        asked.over(before.settings(), channels),
        wanted.values().stream().map(Wanted::integration).toList(),
        before.settings(),
        List.copyOf(before.channels().values()));
  }

  /** A new one each time that a channel is set up, and the same for a repeat. */
  private static IntegrationId id(CommandId command, NotificationChannel channel) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest((command + " " + channel).getBytes(StandardCharsets.US_ASCII));
      return new IntegrationId(HexFormat.of().formatHex(digest, 0, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  // A repeat, or a change that another came after, needs none of what it kept.
  private void forgetUnneeded(
      Owner owner, Standings before, Standings now, List<SecretsName> kept) {
    var needed = now.channels().values().stream().map(each -> SecretsName.of(owner, each)).toList();
    Stream.concat(
            before.channels().values().stream().map(each -> SecretsName.of(owner, each)),
            kept.stream())
        .filter(name -> !needed.contains(name))
        .forEach(secrets::forget);
  }

  // The first change of an organization may bring it into being.
  private Standings standingOrNone(Owner owner) {
    try {
      return standing(owner).value();
    } catch (Rejection rejection) {
      if (rejection.problem().type() == ProblemType.UNKNOWN_OWNER) {
        return Standings.NONE;
      }
      throw rejection;
    }
  }

  private @Nullable Wanted wanted(
      Owner owner,
      NotificationChannel channel,
      AskedText text,
      Set<Happening> about,
      @Nullable Integration standing,
      CommandId command) {
    return switch (text) {
      case AskedText.Cleared() -> null;
      case AskedText.Kept() ->
          standing == null ? null : new Wanted(about(standing, about), Map.of());
      case AskedText.Given(var value)
          when standing != null && value.equals(NotificationSettingsJson.kept(standing)) ->
          new Wanted(about(standing, about), Map.of());
      case AskedText.Given(var value) -> leading(owner, channel, value, about, standing, command);
    };
  }

  private static Integration about(Integration standing, Set<Happening> about) {
    return new Integration(
        standing.id(),
        standing.name(),
        standing.destination(),
        about,
        standing.repositories(),
        standing.standing(),
        standing.secrets());
  }

  private Wanted leading(
      Owner owner,
      NotificationChannel channel,
      String value,
      Set<Happening> about,
      @Nullable Integration standing,
      CommandId command) {
    var destination = destination(channel, value);
    var values =
        destination.secrets().contains(Destination.ADDRESS)
            ? AskedSecrets.address(channel.memberName(), value)
            : Map.<String, String>of();
    if (standing != null
        && standing.destination().equals(destination)
        && secrets.readable(owner, standing).equals(values)) {
      return new Wanted(about(standing, about), Map.of());
    }
    // What leads somewhere else is told again, even if somebody had switched it off.
    return new Wanted(
        new Integration(
            standing == null ? id(command, channel) : standing.id(),
            standing == null ? channel.integrationName() : standing.name(),
            destination,
            about,
            standing == null ? List.of() : standing.repositories(),
            Standing.ACTIVE,
            secrets.reference(values)),
        values);
  }

  private Destination destination(NotificationChannel channel, String value) {
    return switch (channel) {
      case SLACK -> new Destination.SlackWebhook();
      case TEAMS -> new Destination.TeamsWebhook();
      case EMAIL -> {
        if (!sinks.mail()) {
          throw new Rejection(NotSetUp.noMail());
        }
        yield new Destination.Email(
            BETWEEN_ADDRESSES.splitAsStream(value).map(EmailAddress::of).toList());
      }
    };
  }
}

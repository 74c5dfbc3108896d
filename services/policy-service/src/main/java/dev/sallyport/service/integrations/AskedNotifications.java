package dev.sallyport.service.integrations;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.NotSetUp;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Notification settings as existing clients send them. What they do not send stays; members that
 * nothing here knows are tolerated, and kept if they are switches.
 */
record AskedNotifications(
    AskedText slack,
    AskedText teams,
    AskedText email,
    AskedText slackChannel,
    AskedText threatIntelLevel,
    Map<String, Boolean> switches) {

  /** Throws a rejection that names the member that cannot be understood. */
  static AskedNotifications of(Owner owner, Map<?, ?> body) {
    requireOwner(owner, body.get("owner"));
    requireMethod(AskedText.of("slackNotificationMethod", body.get("slackNotificationMethod")));
    var switches = new TreeMap<String, Boolean>();
    body.forEach((member, sent) -> {
      if (member instanceof String name && NotificationSettings.isSwitch(name)) {
        var on = isOn(name, sent);
        if (on != null) {
          switches.put(name, on);
        }
      }
    });
    return new AskedNotifications(
        text(body, "slackWebhookURL"),
        text(body, "teamsWebhookURL"),
        text(body, "email"),
        text(body, "slackChannelID"),
        text(body, "orgThreatIntelLevel"),
        switches);
  }

  /**
   * What stands then, where these stood before.
   *
   * @param channels the integrations that they lead to then
   */
  NotificationSettings over(
      NotificationSettings before, Map<NotificationChannel, IntegrationId> channels) {
    var on = new TreeSet<>(before.on());
    switches.forEach((name, is) -> {
      if (is) {
        on.add(name);
      } else {
        on.remove(name);
      }
    });
    return new NotificationSettings(
        channels,
        on,
        slackChannel.over(before.slackChannel()),
        threatIntelLevel.over(before.threatIntelLevel()));
  }

  AskedText of(NotificationChannel channel) {
    return switch (channel) {
      case SLACK -> slack;
      case TEAMS -> teams;
      case EMAIL -> email;
    };
  }

  private static AskedText text(Map<?, ?> body, String member) {
    return AskedText.of(member, body.get(member));
  }

  private static @Nullable Boolean isOn(String name, @Nullable Object sent) {
    return switch (sent) {
      case null -> null;
      case Boolean on -> on;
      case String text when text.isEmpty() -> null;
      case String text when text.isBlank() || text.equals("false") -> false;
      case String text when text.equals("true") -> true;
      default -> throw new Rejection(new Malformed(name + " is \"true\" or \"false\"."));
    };
  }

  private static void requireOwner(Owner owner, @Nullable Object sent) {
    if (sent instanceof String name && !Owner.organization(name).equals(owner)) {
      throw new Rejection(new Malformed("owner is the organization of the path, or left out."));
    }
  }

  private static void requireMethod(AskedText method) {
    if (method instanceof AskedText.Given(var value)
        && !value.equals(NotificationSettingsJson.BY_WEBHOOK)) {
      throw new Rejection(
          new NotSetUp(
              "slackNotificationMethod is webhook here: these settings have no room for a bot's token."
                  + " To post as a bot, add an integration of the type slack-bot."));
    }
  }
}

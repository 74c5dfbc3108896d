package dev.sallyport.domain.history;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.integration.Replay;
import java.util.ArrayList;
import java.util.Objects;

/** Events about integrations, in words. */
final class IntegrationWords {
  private IntegrationWords() {}

  static String changed(Integration now, Integration before) {
    var changes = new ArrayList<String>();
    if (now.standing() != before.standing()) {
      changes.add(
          switch (now.standing()) {
            case ACTIVE -> "is told again";
            case PAUSED -> "was paused";
            case GONE -> "ended, because its destination said that it is gone";
          });
    }
    if (!now.name().equals(before.name())) {
      changes.add("was renamed from " + before.name());
    }
    if (!now.destination().equals(before.destination())) {
      changes.add("has another destination");
    }
    if (!now.secrets().equals(before.secrets())) {
      changes.add("has other secrets");
    }
    if (!now.about().equals(before.about()) || !now.repositories().equals(before.repositories())) {
      changes.add("is told of something else");
    }
    return "the integration %s %s".formatted(now.name(), String.join(" and ", changes));
  }

  static String replaced(NotificationSettings now, NotificationSettings before) {
    var changes = new ArrayList<String>();
    now.on().stream()
        .filter(each -> !before.on().contains(each))
        .forEach(each -> changes.add(each + " is on"));
    before.on().stream()
        .filter(each -> !now.on().contains(each))
        .forEach(each -> changes.add(each + " is off"));
    if (!now.slackChannel().equals(before.slackChannel())) {
      changes.add("slackChannelID is “%s”".formatted(now.slackChannel()));
    }
    if (!now.threatIntelLevel().equals(before.threatIntelLevel())) {
      changes.add("orgThreatIntelLevel is “%s”".formatted(now.threatIntelLevel()));
    }
    for (var channel : NotificationChannel.values()) {
      if (!Objects.equals(now.channels().get(channel), before.channels().get(channel))) {
        changes.add(
            "%s %s"
                .formatted(
                    channel.memberName(),
                    now.channels().containsKey(channel) ? "is set" : "is cleared"));
      }
    }
    return "of the notification settings, " + String.join(", ", changes);
  }

  static String replayed(String name, Replay replay) {
    return switch (replay) {
      case Replay.One(var delivery) ->
          "the delivery %s to %s is made once more".formatted(delivery, name);
      case Replay.Since(var time) ->
          "deliveries to %s since %s are made once more".formatted(name, time);
      case Replay.FromSequence(var sequence) ->
          "deliveries to %s from event %d on are made once more".formatted(name, sequence);
    };
  }
}

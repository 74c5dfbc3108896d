package dev.sallyport.topology.codec;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Notification settings between the domain and Avro. */
final class NotificationValues {
  private NotificationValues() {}

  static dev.sallyport.events.NotificationSettings encode(NotificationSettings settings) {
    return new dev.sallyport.events.NotificationSettings(
        id(settings, NotificationChannel.SLACK),
        id(settings, NotificationChannel.TEAMS),
        id(settings, NotificationChannel.EMAIL),
        List.copyOf(settings.on()),
        settings.slackChannel(),
        settings.threatIntelLevel());
  }

  static NotificationSettings decode(dev.sallyport.events.NotificationSettings settings) {
    var channels = new EnumMap<NotificationChannel, IntegrationId>(NotificationChannel.class);
    put(channels, NotificationChannel.SLACK, settings.getSlack());
    put(channels, NotificationChannel.TEAMS, settings.getTeams());
    put(channels, NotificationChannel.EMAIL, settings.getEmail());
    return new NotificationSettings(
        channels,
        new TreeSet<>(settings.getOn()),
        settings.getSlackChannel(),
        settings.getThreatIntelLevel());
  }

  private static @Nullable String id(NotificationSettings settings, NotificationChannel channel) {
    var id = settings.channels().get(channel);
    return id == null ? null : id.digits();
  }

  private static void put(
      Map<NotificationChannel, IntegrationId> channels,
      NotificationChannel channel,
      @Nullable String digits) {
    if (digits != null) {
      channels.put(channel, new IntegrationId(digits));
    }
  }

  static List<dev.sallyport.events.Integration> encode(List<Integration> integrations) {
    return integrations.stream().map(IntegrationValues::encode).toList();
  }

  static List<Integration> decode(List<dev.sallyport.events.Integration> integrations) {
    return integrations.stream().map(IntegrationValues::decode).toList();
  }
}

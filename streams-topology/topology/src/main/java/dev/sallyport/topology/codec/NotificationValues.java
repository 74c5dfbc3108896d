package dev.sallyport.topology.codec;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.NotificationSettings;
import java.util.List;
import java.util.TreeSet;

/** Notification settings between the domain and Avro. */
final class NotificationValues {
  private NotificationValues() {}

  static dev.sallyport.events.NotificationSettings encode(NotificationSettings settings) {
    return new dev.sallyport.events.NotificationSettings(
        List.copyOf(settings.on()), settings.slackChannel(), settings.threatIntelLevel());
  }

  static NotificationSettings decode(dev.sallyport.events.NotificationSettings settings) {
    return new NotificationSettings(
        new TreeSet<>(settings.getOn()),
        settings.getSlackChannel(),
        settings.getThreatIntelLevel());
  }

  static List<dev.sallyport.events.Integration> encode(List<Integration> integrations) {
    return integrations.stream().map(IntegrationValues::encode).toList();
  }

  static List<Integration> decode(List<dev.sallyport.events.Integration> integrations) {
    return integrations.stream().map(IntegrationValues::decode).toList();
  }
}

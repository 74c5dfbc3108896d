package dev.sallyport.service.management;

import dev.sallyport.domain.integration.NotificationSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Of Notification Settings Replaced. Integrations that changed with them have events of their own.
 */
@Schema(name = "NotificationsChange")
public record NotificationsChange(Wording before, Wording now) implements EventJson.ChangeJson {

  static NotificationsChange of(NotificationSettings now, NotificationSettings before) {
    return new NotificationsChange(Wording.of(before), Wording.of(now));
  }

  /**
   * What they say.
   *
   * @param channels ids of the integrations that they lead to, by the member that says where
   * @param on the switches that are on
   */
  @Schema(name = "NotificationsWording")
  public record Wording(
      Map<String, String> channels,
      List<String> on,
      String slackChannelID,
      String orgThreatIntelLevel) {
    static Wording of(NotificationSettings settings) {
      var channels = new TreeMap<String, String>();
      settings.channels().forEach((channel, id) -> channels.put(channel.memberName(), id.digits()));
      return new Wording(
          channels,
          List.copyOf(settings.on()),
          settings.slackChannel(),
          settings.threatIntelLevel());
    }
  }
}

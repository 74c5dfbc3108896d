package dev.sallyport.service.management;

import dev.sallyport.domain.integration.NotificationSettings;
import java.util.List;
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
   * @param on the switches that are on
   */
  @Schema(name = "NotificationsWording")
  public record Wording(List<String> on, String slackChannelID, String orgThreatIntelLevel) {
    static Wording of(NotificationSettings settings) {
      return new Wording(
          List.copyOf(settings.on()), settings.slackChannel(), settings.threatIntelLevel());
    }
  }
}

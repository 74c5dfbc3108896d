package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.integration.NotificationSettings;
import java.util.List;

/**
 * A switch of the notification settings that is on.
 *
 * @param fires whether anything that is detected here can fire it
 */
record SwitchRow(String name, boolean fires) {
  static List<SwitchRow> of(NotificationSettings settings) {
    return settings.on().stream()
        .map(name -> new SwitchRow(name, NotificationSettings.fires(name)))
        .toList();
  }
}

package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.book.Decision.Accepted;
import dev.sallyport.domain.command.Refusal.IntegrationChangedMeanwhile;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.NotificationSettingsReplaced;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is told of detections, and where, as clients of another store say it. */
final class Notifications {
  private Notifications() {}

  static Decision replace(
      PolicyBook book,
      NotificationSettings settings,
      List<Integration> channels,
      List<Integration> before) {
    var events = new ArrayList<PolicyEvent>();
    var all = (long) book.integrations().size();
    for (var channel : NotificationChannel.values()) {
      var entry = book.integration(channel.id());
      var standing = entry == null ? null : entry.integration();
      var wanted = of(channel.id(), channels);
      if (Objects.equals(standing, wanted)) {
        continue;
      }
      if (!Objects.equals(standing, of(channel.id(), before))) {
        return refuse(new IntegrationChangedMeanwhile(channel.id()));
      }
      all += (wanted == null ? 0 : 1) - (standing == null ? 0 : 1);
      events.add(event(standing, wanted));
    }
    if (all > Limits.INTEGRATIONS_PER_OWNER) {
      return refuse(new LimitExceeded("integrations", all, Limits.INTEGRATIONS_PER_OWNER));
    }
    var stood = book.notificationSettings();
    if (!stood.equals(settings)) {
      events.add(new NotificationSettingsReplaced(settings, stood));
    }
    return new Accepted(events);
  }

  private static PolicyEvent event(@Nullable Integration standing, @Nullable Integration wanted) {
    if (standing == null) {
      return new IntegrationAdded(Objects.requireNonNull(wanted));
    }
    return wanted == null
        ? new IntegrationRemoved(standing.id(), standing.name())
        : new IntegrationChanged(wanted, standing);
  }

  private static @Nullable Integration of(IntegrationId id, List<Integration> among) {
    return among.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }
}

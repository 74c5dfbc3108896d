package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.book.Decision.Accepted;
import dev.sallyport.domain.command.PolicyCommand.ReplaceNotificationSettings;
import dev.sallyport.domain.command.Refusal.IntegrationChangedMeanwhile;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.NotificationSettingsChangedMeanwhile;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.NotificationSettingsReplaced;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is told of detections, and where, as clients of another store say it. */
final class Notifications {
  private Notifications() {}

  static Decision replace(PolicyBook book, ReplaceNotificationSettings command) {
    var stood = book.notificationSettings();
    if (!stood.equals(command.before()) && !stood.equals(command.settings())) {
      return refuse(new NotificationSettingsChangedMeanwhile());
    }
    var events = new ArrayList<PolicyEvent>();
    for (var channel : NotificationChannel.values()) {
      var standing = standing(book, stood.channels().get(channel));
      var wanted = of(command.settings().channels().get(channel), command.channels());
      if (Objects.equals(standing, wanted)) {
        continue;
      }
      if (standing != null && !standing.equals(of(standing.id(), command.channelsBefore()))) {
        return refuse(new IntegrationChangedMeanwhile(standing.id()));
      }
      events.addAll(events(standing, wanted));
    }
    var all = book.integrations().size() + more(events);
    if (all > Limits.INTEGRATIONS_PER_OWNER) {
      return refuse(new LimitExceeded("integrations", all, Limits.INTEGRATIONS_PER_OWNER));
    }
    if (!stood.equals(command.settings())) {
      events.add(new NotificationSettingsReplaced(command.settings(), stood));
    }
    return new Accepted(events);
  }

  private static List<PolicyEvent> events(
      @Nullable Integration standing, @Nullable Integration wanted) {
    if (standing != null && wanted != null && standing.id().equals(wanted.id())) {
      return List.of(new IntegrationChanged(wanted, standing));
    }
    var events = new ArrayList<PolicyEvent>();
    if (standing != null) {
      events.add(new IntegrationRemoved(standing.id(), standing.name()));
    }
    if (wanted != null) {
      events.add(new IntegrationAdded(wanted));
    }
    return events;
  }

  private static long more(List<PolicyEvent> events) {
    return events.stream().filter(IntegrationAdded.class::isInstance).count()
        - events.stream().filter(IntegrationRemoved.class::isInstance).count();
  }

  private static @Nullable Integration standing(PolicyBook book, @Nullable IntegrationId id) {
    var entry = id == null ? null : book.integration(id);
    return entry == null ? null : entry.integration();
  }

  private static @Nullable Integration of(@Nullable IntegrationId id, List<Integration> among) {
    return among.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }
}

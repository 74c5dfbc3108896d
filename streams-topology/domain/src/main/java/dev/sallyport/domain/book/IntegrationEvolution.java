package dev.sallyport.domain.book;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.NotificationSettingsEntry;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationSettings;
import java.util.List;

/** What events about integrations change. */
final class IntegrationEvolution {
  private final PolicyBook book;
  private final RecordedEvent recorded;
  private final EventMeta meta;

  IntegrationEvolution(PolicyBook book, RecordedEvent recorded) {
    this.book = book;
    this.recorded = recorded;
    this.meta = recorded.meta();
  }

  List<BookChange> added(Integration integration) {
    if (book.integration(integration.id()) != null) {
      throw impossible("integration " + integration.id() + " is there already");
    }
    return List.of(
        new Put(
            new IntegrationEntry(integration, meta.at(), meta.actor(), meta.at(), meta.actor())));
  }

  List<BookChange> changed(Integration integration, Integration before) {
    var entry = standing(integration.id());
    if (!entry.integration().equals(before)) {
      throw impossible("the integration before is not the one that stands");
    }
    return List.of(
        new Put(
            new IntegrationEntry(
                integration, entry.createdAt(), entry.createdBy(), meta.at(), meta.actor())));
  }

  List<BookChange> removed(IntegrationId id) {
    return List.of(new Remove(standing(id).key()));
  }

  List<BookChange> replaced(NotificationSettings settings, NotificationSettings before) {
    if (!book.notificationSettings().equals(before)) {
      throw impossible("the notification settings before are not those that stand");
    }
    return List.of(new Put(new NotificationSettingsEntry(settings, meta.at(), meta.actor())));
  }

  /** Changes nothing, of an integration that has to be there. */
  List<BookChange> addressed(IntegrationId id) {
    var _ = standing(id);
    return List.of();
  }

  private IntegrationEntry standing(IntegrationId id) {
    var entry = book.integration(id);
    if (entry == null) {
      throw impossible("there is no integration " + id);
    }
    return entry;
  }

  private ImpossibleEvent impossible(String why) {
    return new ImpossibleEvent(recorded, why);
  }
}

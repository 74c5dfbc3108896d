package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.command.Refusal.IdempotencyKeyReused;
import dev.sallyport.domain.command.Refusal.IntegrationChangedMeanwhile;
import dev.sallyport.domain.command.Refusal.IntegrationInactive;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.UnknownIntegration;
import dev.sallyport.domain.event.PolicyEvent.DeliveriesReplayed;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.IntegrationTested;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.Replay;

/** Where the organization is told what happens. */
final class Integrations {
  private Integrations() {}

  /**
   * An integration is named after the command that adds it. So its id stands already where a
   * command comes again whose outcome was forgotten.
   */
  static Decision add(PolicyBook book, Integration integration) {
    var namesake = book.integration(integration.id());
    if (namesake != null) {
      return namesake.integration().equals(integration)
          ? accept()
          : refuse(new IdempotencyKeyReused());
    }
    var all = book.integrations().size() + 1L;
    return all > Limits.INTEGRATIONS_PER_OWNER
        ? refuse(new LimitExceeded("integrations", all, Limits.INTEGRATIONS_PER_OWNER))
        : accept(new IntegrationAdded(integration));
  }

  static Decision change(PolicyBook book, Integration integration, Integration before) {
    var entry = book.integration(integration.id());
    if (entry == null) {
      return refuse(new UnknownIntegration(integration.id()));
    }
    if (entry.integration().equals(integration)) {
      return accept();
    }
    return entry.integration().equals(before)
        ? accept(new IntegrationChanged(integration, before))
        : refuse(new IntegrationChangedMeanwhile(integration.id()));
  }

  static Decision remove(PolicyBook book, IntegrationId id) {
    var entry = book.integration(id);
    return entry == null
        ? refuse(new UnknownIntegration(id))
        : accept(new IntegrationRemoved(id, entry.integration().name()));
  }

  static Decision noteGone(PolicyBook book, Integration seen) {
    var entry = book.integration(seen.id());
    if (entry == null) {
      return refuse(new UnknownIntegration(seen.id()));
    }
    return seen.active() && entry.integration().equals(seen)
        ? accept(new IntegrationChanged(seen.standing(Standing.GONE), seen))
        : accept();
  }

  static Decision test(PolicyBook book, IntegrationId id) {
    var entry = book.integration(id);
    if (entry == null) {
      return refuse(new UnknownIntegration(id));
    }
    return entry.integration().active()
        ? accept(new IntegrationTested(id, entry.integration().name()))
        : refuse(new IntegrationInactive(id));
  }

  static Decision replay(PolicyBook book, IntegrationId id, Replay replay) {
    var entry = book.integration(id);
    if (entry == null) {
      return refuse(new UnknownIntegration(id));
    }
    return entry.integration().active()
        ? accept(new DeliveriesReplayed(id, entry.integration().name(), replay))
        : refuse(new IntegrationInactive(id));
  }
}

package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Circuit;
import dev.sallyport.domain.delivery.RetrySchedule;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.delivery.Dispatch.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one partition. A delivery is a row for each thing that happened and each
 * integration that is told; rows change in the transaction that reads what happened, so that each
 * is written once. What is sent is not part of it: an attempt whose report is lost is made again,
 * under the same id.
 */
final class Ledger {
  /** How long deliveries and what they deliver are kept, to be made once more. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final int MOST_SWEPT = 2_000;

  private final LedgerRows rows;
  private final Dispatch dispatch;
  private final Telling telling;
  private final Queues queues;
  private final Replays replays;
  private final Attempts attempts;
  private final Handover handover;

  /**
   * @param random from 0 to 1, for pauses
   */
  Ledger(LedgerRows rows, Dispatch dispatch, Telling telling, DoubleSupplier random) {
    this.rows = rows;
    this.dispatch = dispatch;
    this.telling = telling;
    this.queues = new Queues(rows, telling);
    this.replays = new Replays(rows, queues, telling);
    this.attempts = new Attempts(rows, queues, telling, random);
    this.handover = new Handover(rows, queues, dispatch);
  }

  /**
   * Takes in something that happened, in the order of its topic.
   *
   * @param event if it is one of policies, and understood
   */
  void take(Occurrence occurrence, @Nullable RecordedEvent event, Instant now) {
    // A log that was restored, or read again from its beginning, must not be told to people anew.
    if (occurrence.at().plus(RetrySchedule.GIVEN_UP_AFTER).isBefore(now)) {
      takeLate(occurrence, event, now);
      return;
    }
    var tested =
        event != null && event.event() instanceof PolicyEvent.IntegrationTested(var id, _)
            ? queues.get(id)
            : null;
    // First those who stood when it happened: whoever is added by it is not told of it.
    for (var queue : queues.ofOwner(occurrence.ownerKey())) {
      if (queue != tested
          && queue.integration.isTold(occurrence.happening(), occurrence.repositories())) {
        queues.enqueue(queue, occurrence, now);
      }
    }
    if (tested != null) {
      // Who tries it wants to see it now, whatever waits.
      tested.circuit = Circuit.CLOSED;
      queues.enqueueAside(tested, occurrence, now);
    }
    if (event != null) {
      follow(event, now);
    }
  }

  // What happened so long ago is listed as given up, to be delivered by hand; what was asked for
  // then is not done now.
  private void takeLate(Occurrence occurrence, @Nullable RecordedEvent event, Instant now) {
    for (var queue : queues.ofOwner(occurrence.ownerKey())) {
      if (queue.integration.isTold(occurrence.happening(), occurrence.repositories())) {
        queues.tooLate(queue, occurrence, now);
      }
    }
    if (event != null
        && !(event.event() instanceof PolicyEvent.IntegrationTested)
        && !(event.event() instanceof PolicyEvent.DeliveriesReplayed)) {
      follow(event, now);
    }
  }

  private void follow(RecordedEvent recorded, Instant now) {
    switch (recorded.event()) {
      case PolicyEvent.IntegrationAdded(var integration) ->
          configured(recorded.meta().owner(), integration, now);
      case PolicyEvent.IntegrationChanged(var integration, _) ->
          configured(recorded.meta().owner(), integration, now);
      case PolicyEvent.IntegrationRemoved(var integration, _) -> {
        var queue = queues.get(integration);
        if (queue != null) {
          dispatch.recall(integration);
          queues.remove(queue);
        }
      }
      case PolicyEvent.DeliveriesReplayed(var integration, _, var replay) -> {
        var queue = queues.get(integration);
        if (queue != null) {
          replays.ask(queue, replay, now);
        }
      }
      default -> {} // no other event changes an integration
    }
  }

  private void configured(Owner owner, Integration integration, Instant now) {
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var queue = queues.get(integration.id());
    if (queue == null) {
      queue = new Queue(owner, integration, at);
      rows.dropRemoved(queue);
      queues.add(queue);
    }
    queue.integration = integration;
    // Somebody looked after it: it is tried again at once.
    queue.tendedAt = at;
    queue.gone = queue.gone && !integration.active();
    queue.circuit = Circuit.CLOSED;
    queue.outdated.addAll(queue.underWay);
    queue.again(queue.head);
    dispatch.recall(integration.id());
    queues.changed(queue, now);
  }

  /** Takes in what became of parcels. */
  void settle(Report report, Instant now) {
    attempts.settle(report, now);
  }

  /** Hands over what is due. */
  void hand(Instant now) {
    replays.goOn(now);
    handover.hand(now);
  }

  /** Tells how those integrations do that changed since it was asked last. */
  void tellChanged() {
    queues.tellChanged();
  }

  Collection<Queue> queues() {
    return queues.all();
  }

  /** Says again which destinations are gone, until somebody decided it. */
  void remind() {
    for (var queue : queues.all()) {
      if (queue.gone && queue.integration.active()) {
        telling.gone(queue.owner, queue.integration);
      }
    }
  }

  /**
   * Drops what is kept no longer, some thousands of rows at a time.
   *
   * @return whether there is more to drop
   */
  boolean sweep(Instant now) {
    var before = now.minus(KEPT);
    var more = rows.dropRemoved(MOST_SWEPT);
    for (var queue : queues.all()) {
      more |= sweep(queue, before);
    }
    // What waits longest was made once more on its last day.
    return rows.dropPayloads(before.minus(RetrySchedule.GIVEN_UP_AFTER), MOST_SWEPT) || more;
  }

  // By the age of what is delivered: a replay keeps nothing longer.
  private boolean sweep(Queue queue, Instant before) {
    var end = Math.min(queue.head, queue.oldest + MOST_SWEPT);
    var first = queue.oldest;
    while (queue.oldest < end && old(rows.delivery(queue, queue.oldest), before)) {
      rows.delete(queue, queue.oldest);
      queue.oldest++;
    }
    if (queue.oldest > first) {
      queue.changed = true;
    }
    return queue.oldest - first == MOST_SWEPT;
  }

  private static boolean old(@Nullable OpenDelivery delivery, Instant before) {
    return delivery == null
        || (!delivery.waits() && delivery.begun().getKeptSince().isBefore(before));
  }
}

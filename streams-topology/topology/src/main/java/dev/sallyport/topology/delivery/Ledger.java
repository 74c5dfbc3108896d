package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Circuit;
import dev.sallyport.domain.delivery.RetrySchedule;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
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
    this.attempts = new Attempts(rows, queues, telling, random);
    this.handover = new Handover(rows, queues, dispatch);
  }

  /**
   * Takes in something that happened, in the order of its topic.
   *
   * @param event if it is one of policies, and understood
   */
  void take(Occurrence occurrence, @Nullable RecordedEvent event, Instant now) {
    // First those who stood when it happened: whoever is added by it is not told of it.
    for (var queue : queues.ofOwner(occurrence.ownerKey())) {
      if (queue.integration.isTold(occurrence.happening(), occurrence.repositories())) {
        queues.enqueue(queue, occurrence, now);
      }
    }
    if (event != null) {
      follow(occurrence, event, now);
    }
  }

  private void follow(Occurrence occurrence, RecordedEvent recorded, Instant now) {
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
      case PolicyEvent.IntegrationTested(var integration, _) -> {
        var queue = queues.get(integration);
        // One that is told of every change has been told already.
        if (queue != null
            && !queue.integration.isTold(occurrence.happening(), occurrence.repositories())) {
          queues.enqueue(queue, occurrence, now);
        }
      }
      case PolicyEvent.DeliveriesReplayed(var integration, _, var replay) -> {
        var queue = queues.get(integration);
        if (queue != null) {
          replay(queue, replay, now.truncatedTo(ChronoUnit.MILLIS));
        }
      }
      default -> {} // no other event is about an integration
    }
  }

  private void configured(Owner owner, Integration integration, Instant now) {
    var queue = queues.get(integration.id());
    if (queue == null) {
      queue = new Queue(owner, integration);
      queues.add(queue);
    }
    queue.integration = integration;
    // Somebody looked after it: it is tried again at once.
    queue.gone = queue.gone && !integration.active();
    queue.circuit = Circuit.CLOSED;
    dispatch.recall(integration.id());
    queues.changed(queue, now);
  }

  // Aside from what waits in order: those who asked want it now.
  private void replay(Queue queue, Replay replay, Instant now) {
    for (var delivery : rows.deliveries(queue)) {
      if (!delivery.waits() && asked(replay, delivery.begun())) {
        delivery.state = DeliveryState.WAITING;
        delivery.attempts = 0;
        delivery.createdAt = now;
        delivery.nextAttempt = now;
        delivery.aside = true;
        rows.put(delivery);
        rows.putLater(delivery, now);
        queue.waiting++;
        telling.delivery(delivery.record());
      }
    }
    queue.circuit = Circuit.CLOSED;
    queues.changed(queue, now);
  }

  private static boolean asked(Replay replay, Delivery delivery) {
    var sequence = delivery.getSequence();
    return switch (replay) {
      case Replay.One(var id) -> id.digits().equals(delivery.getDeliveryId());
      case Replay.Since(var time) -> !delivery.getHappenedAt().isBefore(time);
      case Replay.FromSequence(var first) -> sequence != null && sequence >= first;
    };
  }

  /** Takes in what became of parcels. */
  void settle(Report report, Instant now) {
    attempts.settle(report, now);
  }

  /** Hands over what is due. */
  void hand(Instant now) {
    handover.hand(now);
  }

  /** Tells how those integrations do that changed since it was asked last. */
  void tellChanged() {
    queues.tellChanged();
  }

  Collection<Queue> queues() {
    return queues.all();
  }

  /** Drops what is kept no longer, some thousands of rows at a time. */
  void sweep(Instant now) {
    var before = now.minus(KEPT);
    for (var queue : queues.all()) {
      if (queue.gone && queue.integration.active()) {
        telling.gone(queue.owner, queue.integration.id()); // nobody decided it when it was told
      }
      for (var count = 0; count < MOST_SWEPT && queue.oldest < queue.head; count++) {
        var delivery = rows.delivery(queue, queue.oldest);
        if (delivery != null && (delivery.waits() || !delivery.createdAt.isBefore(before))) {
          break;
        }
        rows.delete(queue, queue.oldest);
        queue.oldest++;
        queue.changed = true;
      }
    }
    // What waits longest was made once more on its last day.
    rows.dropPayloads(before.minus(RetrySchedule.GIVEN_UP_AFTER), MOST_SWEPT);
  }
}

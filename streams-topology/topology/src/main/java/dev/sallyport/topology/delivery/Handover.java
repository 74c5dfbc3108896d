package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.delivery.RetrySchedule;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.topology.delivery.Dispatch.Errand;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands over what is due, as far as each integration takes it. */
final class Handover {
  /** So many parcels of one integration are handed over ahead of their reports. */
  static final int WINDOW = 256;

  private static final int MOST_DUE = 1_000;
  private static final String NOT_KEPT = "What was to be delivered is not kept any more.";

  private final LedgerRows rows;
  private final Queues queues;
  private final Dispatch dispatch;

  Handover(LedgerRows rows, Queues queues, Dispatch dispatch) {
    this.rows = rows;
    this.queues = queues;
    this.dispatch = dispatch;
  }

  void hand(Instant now) {
    var due = due(now);
    for (var queue : queues.all()) {
      if (queue.attempted() && queue.waiting > 0 && queue.circuit.allows(now)) {
        hand(queue, due.getOrDefault(queue.integration.id(), List.of()), now);
      }
    }
  }

  private Map<IntegrationId, List<Long>> due(Instant now) {
    var due = new HashMap<IntegrationId, List<Long>>();
    rows.due(
        now,
        MOST_DUE,
        (key, integration, number) -> {
          if (queues.get(integration) == null) {
            rows.delete(key); // of an integration that was removed
          } else {
            due.computeIfAbsent(integration, _ -> new ArrayList<>()).add(number);
          }
        });
    return due;
  }

  private void hand(Queue queue, List<Long> due, Instant now) {
    // One at a time tells whether a destination that took nothing has come back.
    var window = queue.circuit.open() ? 1 : WINDOW;
    if (queue.underWay.size() > window / 2) {
      return;
    }
    var room = window - queue.underWay.size();
    var parcels = new ArrayList<Parcel>();
    for (var number : due) {
      if (parcels.size() < room && !queue.underWay.contains(number)) {
        add(parcels, queue, rows.delivery(queue, number), now);
      }
    }
    addInOrder(parcels, queue, room, now);
    if (!parcels.isEmpty()) {
      parcels.forEach(parcel -> queue.underWay.add(parcel.number()));
      dispatch.hand(new Errand(queue.owner, queue.integration, queue.failures, parcels));
    }
  }

  private void addInOrder(List<Parcel> parcels, Queue queue, int room, Instant now) {
    while (parcels.size() < room && queue.cursor < queue.next) {
      var delivery = rows.delivery(queue, queue.cursor);
      if (delivery != null && delivery.waitsInOrder() && !queue.underWay.contains(queue.cursor)) {
        var next = delivery.nextAttempt;
        if (next != null && next.isAfter(now)) {
          return; // what comes after waits for it
        }
        add(parcels, queue, delivery, now);
      }
      queue.cursor++;
    }
  }

  private void add(
      List<Parcel> parcels, Queue queue, @Nullable OpenDelivery delivery, Instant now) {
    if (delivery == null || !delivery.waits()) {
      return;
    }
    if (delivery.createdAt.plus(RetrySchedule.GIVEN_UP_AFTER).isBefore(now)) {
      queues.giveUp(queue, delivery, delivery.said, now);
      return;
    }
    var payload = rows.payload(delivery);
    if (payload == null) {
      queues.giveUp(queue, delivery, NOT_KEPT, now);
      return;
    }
    var begun = delivery.begun();
    parcels.add(
        new Parcel(
            new DeliveryId(begun.getDeliveryId()),
            begun.getNumber(),
            begun.getTopic(),
            begun.getHappenedId(),
            begun.getType(),
            begun.getSubject(),
            begun.getHappenedAt(),
            payload));
  }
}

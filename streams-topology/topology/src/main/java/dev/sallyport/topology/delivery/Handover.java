package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.delivery.RetrySchedule;
import dev.sallyport.topology.delivery.Dispatch.Errand;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Hands over what is due, as far as each integration takes it. */
final class Handover {
  /** At most so many parcels of one integration are handed over at a time. */
  static final int WINDOW = 512;

  /** What was set aside is never kept from all of it by what waits in order. */
  static final int ROOM_ASIDE = 16;

  /** Beyond so many bytes no further parcel is added to others. */
  static final int MOST_BYTES = 1 << 20;

  /** Beyond so many bytes under way of all integrations nothing more is handed over. */
  static final long MOST_BYTES_UNDER_WAY = 8L << 20;

  /** At most so many are given up at a time: each tells others, all in one transaction. */
  static final int MOST_GIVEN_UP = 100;

  private static final int LOOKED_AT = 1_000;
  private static final String NOT_KEPT = "What was to be delivered is not kept any more.";

  private final LedgerRows rows;
  private final Queues queues;
  private final Dispatch dispatch;
  // Since handing over began.
  private int givenUp;

  Handover(LedgerRows rows, Queues queues, Dispatch dispatch) {
    this.rows = rows;
    this.queues = queues;
    this.dispatch = dispatch;
  }

  void hand(Instant now) {
    givenUp = 0;
    var bytes = 0L;
    for (var queue : queues.all()) {
      bytes += queue.underWay.isEmpty() ? 0 : queue.bytesUnderWay;
    }
    for (var queue : queues.all()) {
      // Nothing while anything is under way: what comes after it could overtake it, should it fail
      // just now.
      if (queue.attempted()
          && queue.waiting > 0
          && queue.underWay.isEmpty()
          && queue.circuit.allows(now)
          && bytes < MOST_BYTES_UNDER_WAY) {
        bytes += hand(queue, now);
      }
    }
  }

  /** How many bytes were handed over. */
  private long hand(Queue queue, Instant now) {
    // One at a time tells whether a destination that took nothing has come back.
    var window = queue.circuit.open() ? 1 : WINDOW;
    var load = new Load();
    // In order first: what a destination never takes would fail, and hold back all after it.
    addInOrder(load, queue, window > 1 && queue.aside > 0 ? window - ROOM_ASIDE : window, now);
    if (queue.aside > 0 && load.parcels.size() < window) {
      for (var number : rows.due(queue, now, window - load.parcels.size())) {
        var delivery = rows.delivery(queue, number);
        if (delivery != null && delivery.waits() && !load.full() && givenUp < MOST_GIVEN_UP) {
          add(load, queue, delivery, now);
        }
      }
    }
    if (!load.parcels.isEmpty()) {
      load.parcels.forEach(parcel -> queue.underWay.add(parcel.number()));
      queue.bytesUnderWay = load.bytes;
      dispatch.hand(new Errand(queue.owner, queue.integration, load.parcels));
    }
    return load.bytes;
  }

  private void addInOrder(Load load, Queue queue, int room, Instant now) {
    if (queue.restsUntil != null && queue.restsUntil.isAfter(now)) {
      return;
    }
    queue.restsUntil = null;
    // Of what is finished or given up some at a time.
    for (var looked = 0;
        looked < LOOKED_AT
            && load.parcels.size() < room
            && !load.full()
            && givenUp < MOST_GIVEN_UP
            && queue.cursor < queue.next;
        looked++) {
      var delivery = rows.delivery(queue, queue.cursor);
      if (delivery != null && delivery.waitsInOrder()) {
        var next = delivery.nextAttempt;
        if (next != null && next.isAfter(now) && !tended(queue, delivery)) {
          queue.restsUntil = next;
          return; // what comes after waits for it
        }
        add(load, queue, delivery, now);
      }
      queue.cursor++;
    }
  }

  // Somebody looked after the integration since: it is tried again at once.
  private static boolean tended(Queue queue, OpenDelivery delivery) {
    return delivery.attemptedAt != null && delivery.attemptedAt.isBefore(queue.tendedAt);
  }

  private void add(Load load, Queue queue, OpenDelivery delivery, Instant now) {
    var since = delivery.createdAt.isBefore(queue.tendedAt) ? queue.tendedAt : delivery.createdAt;
    if (since.plus(RetrySchedule.GIVEN_UP_AFTER).isBefore(now)) {
      queues.giveUp(queue, delivery, delivery.said, now);
      givenUp++;
      return;
    }
    var payload = rows.payload(delivery);
    if (payload == null) {
      queues.giveUp(queue, delivery, NOT_KEPT, now);
      givenUp++;
      return;
    }
    var begun = delivery.begun();
    load.bytes += payload.length;
    load.parcels.add(
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

  /** What is handed over to one integration. */
  private static final class Load {
    private final List<Parcel> parcels = new ArrayList<>();
    private long bytes;

    boolean full() {
      return bytes >= MOST_BYTES;
    }
  }
}

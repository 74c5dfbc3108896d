package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.topology.codec.IntegrationValues;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The integrations of one partition, with what waits for each; their rows change with them. */
final class Queues {
  private static final String TOO_LATE =
      "It happened more than three days before the sinks read it: deliver it by hand if it is wanted.";

  private static final int LOOKED_AT = 256;

  private final LedgerRows rows;
  private final Telling telling;
  private final Map<IntegrationId, Queue> queues = new HashMap<>();
  private final Map<String, List<Queue>> byOwner = new HashMap<>();

  Queues(LedgerRows rows, Telling telling) {
    this.rows = rows;
    this.telling = telling;
    rows.eachDestination(state -> add(Queue.of(state)));
    // How they do may have been kept and not been told any more.
    queues.values().forEach(queue -> queue.changed = true);
  }

  void add(Queue queue) {
    queues.put(queue.integration.id(), queue);
    byOwner.computeIfAbsent(queue.owner.key(), _ -> new ArrayList<>()).add(queue);
  }

  @Nullable Queue get(IntegrationId integration) {
    return queues.get(integration);
  }

  Collection<Queue> all() {
    return queues.values();
  }

  List<Queue> ofOwner(String ownerKey) {
    return byOwner.getOrDefault(ownerKey, List.of());
  }

  void remove(Queue queue) {
    queues.remove(queue.integration.id());
    var others = byOwner.get(queue.owner.key());
    if (others != null && others.remove(queue) && others.isEmpty()) {
      byOwner.remove(queue.owner.key());
    }
    rows.remove(queue);
    telling.removed(queue.owner.key(), queue.integration.id());
  }

  /** One more delivery waits, behind all others. */
  void enqueue(Queue queue, Occurrence occurrence, Instant now) {
    put(queue, occurrence, false, now.truncatedTo(ChronoUnit.MILLIS));
  }

  /** One more delivery waits, and is attempted aside from all others. */
  void enqueueAside(Queue queue, Occurrence occurrence, Instant now) {
    put(queue, occurrence, true, now.truncatedTo(ChronoUnit.MILLIS));
    advance(queue);
  }

  /** What happened too long ago to be told by itself; it can be delivered by hand. */
  void tooLate(Queue queue, Occurrence occurrence, Instant now) {
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var delivery = delivery(queue, occurrence, at);
    delivery.state = DeliveryState.DEAD;
    delivery.said = TOO_LATE;
    rows.keep(occurrence, at);
    rows.put(delivery);
    queue.next++;
    queue.dead++;
    advance(queue);
    telling.delivery(delivery.record());
    changed(queue, at);
  }

  private static OpenDelivery delivery(Queue queue, Occurrence occurrence, Instant at) {
    var position = occurrence.position();
    return new OpenDelivery(
        new Delivery(
            DeliveryId.of(queue.integration.id(), occurrence.id()).digits(),
            queue.owner.key(),
            queue.integration.id().digits(),
            queue.next,
            IntegrationValues.encode(occurrence.happening()),
            occurrence.type(),
            occurrence.subject(),
            occurrence.id(),
            position.topic(),
            position.partition(),
            position.offset(),
            occurrence.sequence(),
            occurrence.at(),
            at,
            at,
            DeliveryState.WAITING,
            false,
            0,
            null,
            null,
            "",
            ""));
  }

  private void put(Queue queue, Occurrence occurrence, boolean aside, Instant at) {
    var delivery = delivery(queue, occurrence, at);
    rows.keep(occurrence, at);
    if (aside) {
      schedule(queue, delivery, at, true);
    } else {
      rows.put(delivery);
    }
    queue.next++;
    queue.waiting++;
    changed(queue, at);
  }

  /**
   * Says when a delivery that waits is attempted next.
   *
   * @param aside whether by itself, whatever is before it
   */
  void schedule(Queue queue, OpenDelivery delivery, Instant at, boolean aside) {
    unschedule(queue, delivery);
    var next = at.truncatedTo(ChronoUnit.MILLIS);
    delivery.nextAttempt = next;
    delivery.aside = aside;
    if (aside) {
      rows.putLater(delivery, next);
      queue.aside++;
    }
    rows.put(delivery);
    queue.again(delivery.number());
  }

  private void unschedule(Queue queue, OpenDelivery delivery) {
    if (delivery.aside && delivery.nextAttempt != null) {
      rows.deleteLater(delivery, delivery.nextAttempt);
      queue.aside--;
    }
    delivery.nextAttempt = null;
  }

  /** A delivery waits no more. */
  void finish(Queue queue, OpenDelivery delivery, DeliveryState state) {
    unschedule(queue, delivery);
    delivery.state = state;
    rows.put(delivery);
    queue.waiting--;
    telling.delivery(delivery.record());
  }

  /** A delivery is not attempted any more, and others are told so. */
  void giveUp(Queue queue, OpenDelivery delivery, String said, Instant now) {
    delivery.said = said.isEmpty() && queue.failure != null ? queue.failure : said;
    finish(queue, delivery, DeliveryState.DEAD);
    queue.dead++;
    var payload = rows.payload(delivery);
    telling.dead(delivery.record(), payload == null ? new byte[0] : payload);
    advance(queue);
    if (!Notices.isOne(delivery)) {
      tellOthers(queue, delivery, now);
    }
    changed(queue, now);
  }

  /** The head passes over what is finished, and over what was set aside. */
  void advance(Queue queue) {
    while (queue.head < queue.next) {
      var delivery = rows.delivery(queue, queue.head);
      if (delivery != null && delivery.waitsInOrder()) {
        return;
      }
      queue.head++;
    }
  }

  /** Tells other integrations of the owner that one was not reached. */
  void tellOthers(Queue queue, OpenDelivery delivery, Instant now) {
    var notice = Notices.of(queue, delivery, now.truncatedTo(ChronoUnit.MILLIS));
    for (var other : ofOwner(queue.owner.key())) {
      if (other != queue && other.integration.isTold(Happening.DELIVERY_FAILED, Set.of())) {
        enqueue(other, notice, now);
      }
    }
  }

  void changed(Queue queue, Instant now) {
    queue.changed = true;
    if (queue.waiting == 0) {
      queue.oldestWaiting = null;
    } else if (queue.oldestWaiting == null) {
      queue.oldestWaiting = now.truncatedTo(ChronoUnit.MILLIS);
    }
    rows.put(queue);
  }

  /** Tells how those integrations do that changed since it was asked last. */
  void tellChanged() {
    for (var queue : queues.values()) {
      if (queue.changed) {
        queue.changed = false;
        queue.oldestWaiting = oldestWaiting(queue);
        rows.put(queue);
        telling.destination(queue.owner.key(), queue.state());
      }
    }
  }

  // Of those set aside some hundreds are looked at, which are more than a destination has that is
  // well; in order the oldest stands at the head.
  private @Nullable Instant oldestWaiting(Queue queue) {
    var candidates = new ArrayList<>(List.of(queue.head));
    if (queue.aside > 0) {
      candidates.addAll(rows.aside(queue, LOOKED_AT));
    }
    return candidates.stream()
        .map(number -> rows.delivery(queue, number))
        .filter(delivery -> delivery != null && delivery.waits())
        .map(delivery -> delivery.createdAt)
        .min(Instant::compareTo)
        .orElse(null);
  }
}

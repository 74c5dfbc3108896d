package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.codec.IntegrationValues;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryFailed;
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
  /** What the ledger itself tells, by the name of the topic of what it writes. */
  static final String OWN_TOPIC = "deliveries";

  private static final int LOOKED_AT = 256;

  private final LedgerRows rows;
  private final Telling telling;
  private final Map<IntegrationId, Queue> queues = new HashMap<>();
  private final Map<String, List<Queue>> byOwner = new HashMap<>();

  Queues(LedgerRows rows, Telling telling) {
    this.rows = rows;
    this.telling = telling;
    rows.eachDestination(state -> add(Queue.of(state)));
  }

  void add(Queue queue) {
    queues.put(queue.integration.id(), queue);
    ofOwner(queue.owner.key()).add(queue);
  }

  @Nullable Queue get(IntegrationId integration) {
    return queues.get(integration);
  }

  Collection<Queue> all() {
    return queues.values();
  }

  List<Queue> ofOwner(String ownerKey) {
    return byOwner.computeIfAbsent(ownerKey, _ -> new ArrayList<>());
  }

  void remove(Queue queue) {
    queues.remove(queue.integration.id());
    ofOwner(queue.owner.key()).remove(queue);
    rows.delete(queue);
    telling.removed(queue.owner.key(), queue.integration.id());
  }

  /** One more delivery waits, behind all others. */
  void enqueue(Queue queue, Occurrence occurrence, Instant now) {
    var position = occurrence.position();
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var delivery =
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
            "");
    rows.keep(occurrence, at);
    rows.put(new OpenDelivery(delivery));
    queue.next++;
    queue.waiting++;
    changed(queue, at);
  }

  /** A delivery waits no more. */
  void finish(Queue queue, OpenDelivery delivery, DeliveryState state) {
    if (delivery.aside && delivery.nextAttempt != null) {
      rows.deleteLater(delivery, delivery.nextAttempt);
    }
    delivery.state = state;
    delivery.nextAttempt = null;
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
    tellOthers(queue, delivery, now);
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

  /**
   * Tells other integrations of the owner that one was not reached. Never of such a notice itself:
   * two that are away would tell each other so for ever.
   */
  void tellOthers(Queue queue, OpenDelivery delivery, Instant now) {
    var begun = delivery.begun();
    if (begun.getHappening() == IntegrationValues.encode(Happening.DELIVERY_FAILED)) {
      return;
    }
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var record =
        new DeliveryFailed(
            begun.getDeliveryId(),
            begun.getIntegrationId(),
            queue.integration.name(),
            begun.getHappening(),
            begun.getType(),
            begun.getHappenedAt(),
            at,
            delivery.said);
    var occurrence =
        new Occurrence(
            queue.owner.key(),
            Happening.DELIVERY_FAILED,
            Set.of(),
            begun.getDeliveryId(),
            record.getSchema().getFullName(),
            null,
            null,
            at,
            new Occurrence.Position(OWN_TOPIC, begun.getPartition(), begun.getOffset()),
            SingleObject.encode(record));
    for (var other : ofOwner(queue.owner.key())) {
      if (other != queue && other.integration.isTold(Happening.DELIVERY_FAILED, Set.of())) {
        enqueue(other, occurrence, now);
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

  // Of what was set aside none is looked for: the first in order tells whether it goes on.
  private @Nullable Instant oldestWaiting(Queue queue) {
    if (queue.waiting == 0) {
      return null;
    }
    for (var number = queue.head;
        number < queue.next && number < queue.head + LOOKED_AT;
        number++) {
      var delivery = rows.delivery(queue, number);
      if (delivery != null && delivery.waits()) {
        return delivery.createdAt;
      }
    }
    return queue.oldestWaiting;
  }
}

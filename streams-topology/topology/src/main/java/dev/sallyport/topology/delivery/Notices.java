package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.Happening;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.codec.IntegrationValues;
import dev.sallyport.wire.DeliveryFailed;
import java.time.Instant;
import java.util.Set;

/** What other integrations are told when one was not reached. */
final class Notices {
  /** What the ledger itself tells, by the name of the topic of what it writes. */
  static final String OWN_TOPIC = "deliveries";

  private Notices() {}

  /**
   * Whether a delivery is itself such a notice. That one of those was given up is told to nobody:
   * two that are away would tell each other so for ever.
   */
  static boolean isOne(OpenDelivery delivery) {
    return delivery.begun().getHappening() == IntegrationValues.encode(Happening.DELIVERY_FAILED);
  }

  /**
   * @param at tells it from the notice of the same delivery's failure after a replay, which would
   *     else be taken for a repeat
   */
  static Occurrence of(Queue queue, OpenDelivery delivery, Instant at) {
    var begun = delivery.begun();
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
    return new Occurrence(
        queue.owner.key(),
        Happening.DELIVERY_FAILED,
        Set.of(),
        begun.getDeliveryId() + "-" + at.toEpochMilli(),
        record.getSchema().getFullName(),
        null,
        null,
        at,
        new Occurrence.Position(OWN_TOPIC, begun.getPartition(), begun.getOffset()),
        SingleObject.encode(record));
  }
}

package dev.sallyport.service.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.wire.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, on its way to one integration.
 *
 * @param id the same however often it is attempted; a webhook gets it as {@code webhook-id}
 * @param event what kind of thing happened
 * @param type the full name of the Avro record that tells it
 * @param subject the policy it is about, if it is about one
 * @param state {@code waiting}, {@code delivered} or {@code dead}: given up
 * @param sequence within the organization's log; detections have none
 * @param request what was sent with the last attempt
 * @param answer what was answered to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Delivery")
public record DeliveryJson(
    String id,
    String event,
    String type,
    @Nullable String subject,
    String state,
    int attempts,
    Instant happenedAt,
    @Nullable Instant attemptedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Long sequence,
    String topic,
    int partition,
    long offset,
    String request,
    String answer) {

  /** The deliveries to an integration that were attempted last, the newest first. */
  @Schema(name = "DeliveryListing")
  public record Listing(List<DeliveryJson> deliveries) {}

  public static DeliveryJson of(Delivery delivery) {
    return new DeliveryJson(
        delivery.getDeliveryId(),
        delivery.getHappening().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        delivery.getType(),
        delivery.getSubject(),
        delivery.getState().name().toLowerCase(Locale.ROOT),
        delivery.getAttempts(),
        delivery.getHappenedAt(),
        delivery.getAttemptedAt(),
        delivery.getNextAttempt(),
        delivery.getSequence(),
        delivery.getTopic(),
        delivery.getPartition(),
        delivery.getOffset(),
        delivery.getRequest(),
        delivery.getSaid());
  }
}

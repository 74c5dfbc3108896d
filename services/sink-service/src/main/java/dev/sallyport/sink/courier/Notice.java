package dev.sallyport.sink.courier;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.names.Owner;
import java.time.Instant;

/**
 * Something that has happened, on its way to one destination.
 *
 * @param delivery stays the same however often it is attempted
 * @param owner whose integration it goes to
 * @param event as programs read it
 * @param happened as people are told
 */
public record Notice(DeliveryId delivery, Owner owner, CloudEvent event, Happened happened) {

  /** What people are told about. */
  public sealed interface Happened {
    /** A change of a policy, a key, a member. */
    record Changed(RecordedEvent event) implements Happened {}

    /** Something stood out in what a job did. */
    record Detected(Detection detection) implements Happened {}

    /**
     * Another integration was not reached in time.
     *
     * @param integration its name
     * @param happening what it was to be told of, such as {@code policy-updated}
     * @param since when that happened
     * @param said the last answer
     */
    record NotDelivered(String integration, String happening, Instant since, String said)
        implements Happened {}

    /**
     * Nothing: somebody tries the integration out.
     *
     * @param by who
     */
    record Tried(String integration, String by) implements Happened {}

    /** Something that a newer version knows. */
    record Unknown() implements Happened {}
  }
}

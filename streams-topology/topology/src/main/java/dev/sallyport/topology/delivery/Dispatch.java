package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is due to where it goes. Of one integration in order, one message after the other;
 * those of different integrations never wait for each other.
 */
public interface Dispatch extends AutoCloseable {
  /** Opens a dispatch for a partition of the ledger. */
  interface Opening {
    /**
     * @param reports told by any thread what became of each parcel, exactly once until it is closed
     */
    Dispatch open(Consumer<Report> reports);
  }

  /**
   * Returns at once. The next errand of an integration comes when all parcels of the one before are
   * reported, so that nothing overtakes what is not taken just then.
   */
  void hand(Errand errand);

  /** Reports what was handed for an integration and is not begun as held back. Returns at once. */
  void recall(IntegrationId integration);

  /** Nothing more is sent or told; what is under way may still arrive. Returns at once. */
  @Override
  void close();

  /** Parcels for one integration, in order. */
  record Errand(Owner owner, Integration integration, List<Parcel> parcels) {
    public Errand {
      parcels = List.copyOf(parcels);
    }
  }

  /**
   * Something to be delivered.
   *
   * @param number its place among those of the integration
   * @param topic that it was read from: {@code deliveries} for what the ledger itself tells
   * @param happenedId names what happened
   * @param type the full name of the Avro record that tells it
   * @param subject the policy that it is about, if it is about one
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Parcel(
      DeliveryId id,
      long number,
      String topic,
      String happenedId,
      String type,
      @Nullable String subject,
      Instant at,
      byte[] value) {}

  /** What became of parcels. */
  sealed interface Report {
    IntegrationId integration();

    List<Long> numbers();

    /**
     * They were attempted, in one message.
     *
     * @param request what was sent, for people; no secret
     */
    record Tried(
        IntegrationId integration, List<Long> numbers, String request, Answer answer, Instant at)
        implements Report {}

    /** They were not, since one before them was not taken. */
    record HeldBack(IntegrationId integration, List<Long> numbers) implements Report {}
  }
}

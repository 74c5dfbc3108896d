package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.integration.Happening;
import dev.sallyport.service.integrations.DeliveryJson;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the list.
 *
 * @param event for people
 * @param policy that it is about; empty if about none
 * @param policyPath the page of that policy; empty if about none
 * @param waits whether it is attempted again, or for the first time
 * @param nextAt the earliest time of the next attempt, after one that failed
 * @param request what was sent last; empty if nothing was yet
 * @param answer what was answered; empty if nothing was yet
 */
record DeliveryRow(
    String id,
    String event,
    String policy,
    String policyPath,
    boolean waits,
    boolean delivered,
    int attempts,
    Moment happenedAt,
    @Nullable Moment attemptedAt,
    @Nullable Moment nextAt,
    String request,
    String answer) {

  static DeliveryRow of(String owner, DeliveryJson delivery) {
    var policy = delivery.subject() == null ? "" : delivery.subject();
    var waits = delivery.state().equals("waiting");
    return new DeliveryRow(
        delivery.id(),
        Happening.named(delivery.event()).map(Happening::title).orElse(delivery.event()),
        policy,
        policy.isEmpty() ? "" : Links.policy(owner, policy),
        waits,
        delivery.state().equals("delivered"),
        delivery.attempts(),
        new Moment(delivery.happenedAt()),
        moment(delivery.attemptedAt()),
        waits ? moment(delivery.nextAttemptAt()) : null,
        delivery.request(),
        delivery.answer());
  }

  private static @Nullable Moment moment(@Nullable Instant at) {
    return at == null ? null : new Moment(at);
  }
}

package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Circuit;
import dev.sallyport.domain.delivery.RetrySchedule;
import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.wire.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Takes in what became of parcels. */
final class Attempts {
  private final LedgerRows rows;
  private final Queues queues;
  private final Telling telling;
  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1, for pauses
   */
  Attempts(LedgerRows rows, Queues queues, Telling telling, DoubleSupplier random) {
    this.rows = rows;
    this.queues = queues;
    this.telling = telling;
    this.random = random;
  }

  void settle(Report report, Instant now) {
    var queue = queues.get(report.integration());
    if (queue == null) {
      return; // removed meanwhile
    }
    report.numbers().forEach(queue.underWay::remove);
    switch (report) {
      case Report.HeldBack(_, var numbers) -> numbers.forEach(queue::again);
      case Report.Tried tried -> {
        switch (tried.answer()) {
          case Answer.Taken _ -> taken(queue, tried);
          case Answer.NotTaken(_, var pause) -> notTaken(queue, tried, pause, now);
          case Answer.Gone _ -> gone(queue, tried, now);
        }
        queues.advance(queue);
        queues.changed(queue, now);
      }
    }
  }

  private void taken(Queue queue, Report.Tried tried) {
    for (var delivery : attempted(queue, tried)) {
      queues.finish(queue, delivery, DeliveryState.DELIVERED);
      queue.delivered++;
    }
    queue.circuit = Circuit.CLOSED;
    queue.deliveredAt = tried.at();
  }

  private void notTaken(Queue queue, Report.Tried tried, @Nullable Duration pause, Instant now) {
    var circuit = queue.circuit.failed(now, random.getAsDouble());
    queue.circuit = pause == null ? circuit : circuit.leftAlone(now.plus(pause));
    failed(queue, tried);
    for (var delivery : attempted(queue, tried)) {
      postpone(queue, delivery, now.plus(waits(delivery, pause)).truncatedTo(ChronoUnit.MILLIS));
      rows.put(delivery);
      queue.again(delivery.number());
      telling.delivery(delivery.record());
    }
  }

  private Duration waits(OpenDelivery delivery, @Nullable Duration asked) {
    var pause = RetrySchedule.pause(delivery.attempts, random.getAsDouble());
    return asked == null || pause.compareTo(asked) > 0 ? pause : asked;
  }

  private void postpone(Queue queue, OpenDelivery delivery, Instant next) {
    if (delivery.aside && delivery.nextAttempt != null) {
      rows.deleteLater(delivery, delivery.nextAttempt);
    }
    delivery.nextAttempt = next;
    // A destination that is well but does not take this one takes others ahead of it.
    if (delivery.attempts >= RetrySchedule.ATTEMPTS_IN_ORDER && !queue.circuit.open()) {
      delivery.aside = true;
    }
    if (delivery.aside) {
      rows.putLater(delivery, next);
    }
  }

  private void gone(Queue queue, Report.Tried tried, Instant now) {
    failed(queue, tried);
    for (var delivery : attempted(queue, tried)) {
      rows.put(delivery);
      queue.again(delivery.number());
      telling.delivery(delivery.record());
      if (!queue.gone) {
        queue.gone = true;
        telling.gone(queue.owner, queue.integration.id());
        queues.tellOthers(queue, delivery, now);
      }
    }
  }

  private static void failed(Queue queue, Report.Tried tried) {
    queue.failures++;
    queue.failedAt = tried.at();
    queue.failure = tried.answer().said();
  }

  private List<OpenDelivery> attempted(Queue queue, Report.Tried tried) {
    var deliveries = new ArrayList<OpenDelivery>();
    for (var number : tried.numbers()) {
      var delivery = rows.delivery(queue, number);
      if (delivery != null && delivery.waits()) {
        delivery.attempts++;
        delivery.attemptedAt = tried.at().truncatedTo(ChronoUnit.MILLIS);
        delivery.request = tried.request();
        delivery.said = tried.answer().said();
        deliveries.add(delivery);
      }
    }
    return deliveries;
  }
}

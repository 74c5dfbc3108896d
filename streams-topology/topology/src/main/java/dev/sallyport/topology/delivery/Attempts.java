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
    var numbers = report.numbers().stream().filter(queue.underWay::remove).toList();
    // What a destination says that is none any more is no reason to think ill of the new one.
    var outdated = numbers.stream().filter(queue.outdated::remove).count() > 0;
    switch (report) {
      case Report.HeldBack _ -> numbers.forEach(queue::again);
      case Report.Tried tried -> {
        var deliveries = attempted(queue, numbers, tried);
        switch (tried.answer()) {
          case Answer.Taken _ -> taken(queue, deliveries, tried);
          case Answer.NotTaken(_, var pause) -> {
            if (outdated) {
              again(queue, deliveries, now);
            } else {
              notTaken(queue, deliveries, tried, pause, now);
            }
          }
          case Answer.Gone _ -> {
            again(queue, deliveries, now);
            if (!outdated) {
              gone(queue, deliveries, tried, now);
            }
          }
        }
        queues.advance(queue);
        queues.changed(queue, now);
      }
    }
  }

  private void taken(Queue queue, List<OpenDelivery> deliveries, Report.Tried tried) {
    for (var delivery : deliveries) {
      queues.finish(queue, delivery, DeliveryState.DELIVERED);
      queue.delivered++;
    }
    queue.circuit = Circuit.CLOSED;
    queue.deliveredAt = tried.at();
  }

  private void notTaken(
      Queue queue,
      List<OpenDelivery> deliveries,
      Report.Tried tried,
      @Nullable Duration pause,
      Instant now) {
    var circuit = queue.circuit.failed(now, random.getAsDouble());
    queue.circuit = pause == null ? circuit : circuit.leftAlone(now.plus(pause));
    failed(queue, tried);
    for (var delivery : deliveries) {
      var own = RetrySchedule.pause(delivery.attempts, random.getAsDouble());
      var longer = pause == null || own.compareTo(pause) > 0 ? own : pause;
      queues.schedule(queue, delivery, now.plus(longer), delivery.aside || lets(queue, delivery));
      telling.delivery(delivery.record());
    }
  }

  // Others go ahead of what a destination that is well does not take. Nor does it hold back others
  // for days if it happens to be the first that is tried when a destination comes back.
  private static boolean lets(Queue queue, OpenDelivery delivery) {
    return delivery.attempts
        >= (queue.circuit.open()
            ? RetrySchedule.ATTEMPTS_WHILE_AWAY
            : RetrySchedule.ATTEMPTS_IN_ORDER);
  }

  private void again(Queue queue, List<OpenDelivery> deliveries, Instant now) {
    for (var delivery : deliveries) {
      queues.schedule(queue, delivery, now, delivery.aside);
      telling.delivery(delivery.record());
    }
  }

  private void gone(Queue queue, List<OpenDelivery> deliveries, Report.Tried tried, Instant now) {
    failed(queue, tried);
    if (!queue.gone && !deliveries.isEmpty()) {
      queue.gone = true;
      telling.gone(queue.owner, queue.integration);
      queues.tellOthers(queue, deliveries.getFirst(), now);
    }
  }

  private static void failed(Queue queue, Report.Tried tried) {
    queue.failedAt = tried.at();
    queue.failure = tried.answer().said();
  }

  private List<OpenDelivery> attempted(Queue queue, List<Long> numbers, Report.Tried tried) {
    var deliveries = new ArrayList<OpenDelivery>();
    for (var number : numbers) {
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

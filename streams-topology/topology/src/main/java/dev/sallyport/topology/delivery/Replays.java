package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Circuit;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.topology.codec.IntegrationValues;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
import dev.sallyport.wire.ReplayAsked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes deliveries once more. Some at a time: all that a busy integration was told in a month would
 * outlast the transaction, again and again.
 */
final class Replays {
  static final int MOST_ASKED = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
  private static final int MOST = 1_000;

  private final LedgerRows rows;
  private final Queues queues;
  private final Telling telling;

  Replays(LedgerRows rows, Queues queues, Telling telling) {
    this.rows = rows;
    this.queues = queues;
    this.telling = telling;
  }

  /** Beyond {@value #MOST_ASKED} that wait, one more is not taken: they are kept in one row. */
  void ask(Queue queue, Replay replay, Instant now) {
    if (queue.replays.size() >= MOST_ASKED) {
      LOG.warn("Too many replays wait for {}; one more is not taken", queue.integration.id());
      return;
    }
    queue.replays.add(
        new ReplayAsked(
            replay instanceof Replay.One(var id) ? id.digits() : null,
            IntegrationValues.since(replay),
            IntegrationValues.fromSequence(replay),
            now.truncatedTo(ChronoUnit.MILLIS),
            queue.oldest,
            queue.next));
    queue.circuit = Circuit.CLOSED;
    queues.changed(queue, now);
  }

  void goOn(Instant now) {
    for (var queue : queues.all()) {
      if (!queue.replays.isEmpty()) {
        goOn(queue, queue.replays.getFirst(), now);
        queues.changed(queue, now);
      }
    }
  }

  private void goOn(Queue queue, ReplayAsked asked, Instant now) {
    var replay =
        IntegrationValues.replay(asked.getDeliveryId(), asked.getSince(), asked.getFromSequence());
    var number = Math.max(asked.getNext(), queue.oldest);
    var end = Math.min(asked.getEnd(), number + MOST);
    for (; number < end; number++) {
      var delivery = rows.delivery(queue, number);
      if (delivery != null && matches(replay, delivery.begun())) {
        once(queue, delivery, now);
      }
    }
    if (number < asked.getEnd()) {
      queue.replays.set(
          0,
          new ReplayAsked(
              asked.getDeliveryId(),
              asked.getSince(),
              asked.getFromSequence(),
              asked.getAt(),
              number,
              asked.getEnd()));
    } else {
      queue.replays.removeFirst();
    }
  }

  // Aside from what waits in order: those who asked want it now. What still waits keeps its place.
  private void once(Queue queue, OpenDelivery delivery, Instant now) {
    if (queue.underWay.contains(delivery.number())) {
      return;
    }
    var again = !delivery.waits();
    if (again) {
      delivery.state = DeliveryState.WAITING;
      queue.waiting++;
    }
    delivery.attempts = 0;
    delivery.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    queues.schedule(queue, delivery, now, again || delivery.aside);
    telling.delivery(delivery.record());
  }

  private static boolean matches(Replay replay, Delivery delivery) {
    var sequence = delivery.getSequence();
    return switch (replay) {
      case Replay.One(var id) -> id.digits().equals(delivery.getDeliveryId());
      case Replay.Since(var time) -> !delivery.getHappenedAt().isBefore(time);
      case Replay.FromSequence(var first) -> sequence != null && sequence >= first;
    };
  }
}

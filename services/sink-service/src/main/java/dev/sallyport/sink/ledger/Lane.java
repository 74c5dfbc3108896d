package dev.sallyport.sink.ledger;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Courier.Attempt;
import dev.sallyport.topology.delivery.Dispatch.Errand;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import dev.sallyport.topology.delivery.Dispatch.Report;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes parcels of one integration to its courier, one message after the other, on a thread of its
 * own. After one that was not taken the rest is held back: the ledger decides what goes next.
 */
final class Lane {
  private static final Logger LOG = Logger.getLogger(Lane.class);

  private final IntegrationId id;
  private final CourierOffice office;
  private final Notices notices;
  private final Consumer<Report> reports;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition handed = lock.newCondition();

  // Under the lock.
  private final Deque<Parcel> waiting = new ArrayDeque<>();
  private @Nullable Owner owner;
  private @Nullable Integration integration;
  private boolean closed;

  // Of the lane's own thread.
  private @Nullable Integration served;
  private @Nullable Courier courier;
  private long next = Long.MIN_VALUE;

  Lane(
      IntegrationId id,
      CourierOffice office,
      Notices notices,
      Consumer<Report> reports,
      InstantSource clock) {
    this.id = id;
    this.office = office;
    this.notices = notices;
    this.reports = reports;
    this.clock = clock;
  }

  void start() {
    var _ = Thread.ofVirtual().name("lane-" + id).start(this::run);
  }

  void hand(Errand errand) {
    lock.lock();
    try {
      owner = errand.owner();
      integration = errand.integration();
      waiting.addAll(errand.parcels());
      handed.signal();
    } finally {
      lock.unlock();
    }
  }

  void recall() {
    lock.lock();
    try {
      heldBack(List.copyOf(waiting));
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      handed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void heldBack(List<Parcel> parcels) {
    if (!parcels.isEmpty() && !closed) {
      reports.accept(new Report.HeldBack(id, numbers(parcels)));
    }
  }

  private static List<Long> numbers(List<Parcel> parcels) {
    return parcels.stream().map(Parcel::number).toList();
  }

  /** What goes next, for whom. */
  private record Load(Owner owner, Integration integration, List<Parcel> parcels) {}

  private void run() {
    try {
      for (var load = take(); load != null; load = take()) {
        carry(load);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Load take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        handed.await();
      }
      if (closed || owner == null || integration == null) {
        return null;
      }
      var parcels = new ArrayList<Parcel>();
      var most = courier(owner, integration).mostTogether();
      while (parcels.size() < most && !waiting.isEmpty()) {
        parcels.add(waiting.removeFirst());
      }
      return new Load(owner, integration, parcels);
    } finally {
      lock.unlock();
    }
  }

  // Another one when the integration was changed, or its secrets.
  private Courier courier(Owner owner, Integration now) {
    var current = courier;
    if (current == null || !now.equals(served)) {
      current = office.courier(owner, now);
      courier = current;
      served = now;
    }
    return current;
  }

  private void carry(Load load) throws InterruptedException {
    var current = courier(load.owner(), load.integration());
    await();
    next = System.nanoTime() + current.pace().toNanos();
    var at = clock.instant();
    var attempt = attempt(current, load);
    lock.lock();
    try {
      if (closed) {
        return;
      }
      reports.accept(
          new Report.Tried(id, numbers(load.parcels()), attempt.request(), attempt.answer(), at));
      if (!(attempt.answer() instanceof Answer.Taken)) {
        courier = null; // what it lacked may be there next time
        heldBack(List.copyOf(waiting));
        waiting.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  private void await() throws InterruptedException {
    var pause = next == Long.MIN_VALUE ? 0 : next - System.nanoTime();
    if (pause > 0) {
      TimeUnit.NANOSECONDS.sleep(pause);
    }
  }

  private Attempt attempt(Courier current, Load load) {
    try {
      return current.deliver(
          load.parcels().stream().map(parcel -> notices.of(load.owner(), parcel)).toList());
    } catch (RegistryException e) {
      return new Attempt("", new Answer.NotTaken("The schema registry does not answer."));
    } catch (RuntimeException | Error e) {
      // A fault of ours must neither end the lane nor lose what it carried: it is tried again, and
      // given up in the end, where people see it. A lane that ended would be waited for, for ever.
      LOG.errorf(e, "A delivery to %s failed in an unforeseen way", id);
      return new Attempt(
          "", new Answer.NotTaken("Sallyport failed to send it; its log tells why."));
    }
  }
}

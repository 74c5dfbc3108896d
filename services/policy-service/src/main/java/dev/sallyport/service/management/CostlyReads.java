package dev.sallyport.service.management;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets only so many requests at a time hold pages of the past in memory. Each may hold some
 * megabytes until its client has read the answer; without a bound, whoever may read could fill the
 * heap, and lookups would end with the process.
 */
@Singleton
class CostlyReads {
  static final int PAGES = 4;
  static final int EXPORTS = 2;
  private static final int QUEUE = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int RETRY_SECONDS = 1;

  /** Exports have places of their own: a client that reads one slowly keeps it for long. */
  enum Kind {
    PAGE,
    EXPORT
  }

  private static final class Room {
    private final Semaphore places;
    private final Semaphore queue = new Semaphore(QUEUE);

    private Room(int places) {
      this.places = new Semaphore(places, true);
    }
  }

  private final Room pages = new Room(PAGES);
  private final Room exports = new Room(EXPORTS);
  private final CurrentVertxRequest requests;

  @Inject
  CostlyReads(CurrentVertxRequest requests) {
    this.requests = requests;
  }

  /**
   * Takes a place for the rest of this request, answer included, waiting a second at most. A
   * request that has one already needs no other. Throws a rejection (503) where there is none.
   */
  void enter(Kind kind) {
    var request = Objects.requireNonNull(requests.getCurrent(), "only in a request");
    if (request.get(CostlyReads.class.getName()) != null) {
      return;
    }
    var room =
        switch (kind) {
          case PAGE -> pages;
          case EXPORT -> exports;
        };
    if (!room.places.tryAcquire() && !waitFor(room)) {
      throw new Rejection(
          new Unavailable(
              "Too many requests read the history at this moment: ask again.", RETRY_SECONDS));
    }
    request.put(CostlyReads.class.getName(), kind);
    leaveAtTheEndOf(request, room);
  }

  private static boolean waitFor(Room room) {
    if (!room.queue.tryAcquire()) {
      return false;
    }
    try {
      return room.places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      room.queue.release();
    }
  }

  private static void leaveAtTheEndOf(RoutingContext request, Room room) {
    var left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            room.places.release();
          }
        };
    request.addEndHandler(_ -> leave.run());
    // A connection that was closed before calls no handler.
    if (request.response().closed() || request.response().ended()) {
      leave.run();
    }
  }
}

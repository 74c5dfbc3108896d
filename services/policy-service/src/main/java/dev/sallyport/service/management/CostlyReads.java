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
 * Lets only so many requests at a time hold pages of the past in memory, or what jobs reported.
 * Each may hold some megabytes until its client has read the answer; without a bound, whoever may
 * read could fill the heap, and lookups would end with the process.
 */
@Singleton
public class CostlyReads {
  static final int PAGES = 4;
  static final int EXPORTS = 2;
  static final int REPORTS = 4;
  static final int PREVIEWS = 2;
  private static final int QUEUE = 16;
  // The MCP server asks for 20 baselines at a time, and takes one that fails for one that is empty.
  private static final int QUEUE_FOR_REPORTS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PATIENCE_FOR_REPORTS = Duration.ofSeconds(10);
  private static final int RETRY_SECONDS = 1;

  /** Exports have places of their own: a client that reads one slowly keeps it for long. */
  public enum Kind {
    PAGE,
    EXPORT,
    /** What jobs reported. */
    REPORTED,
    /**
     * The same where a page asks by itself, again and again: it must not keep others from asking.
     */
    PREVIEW
  }

  private static final class Room {
    private final Semaphore places;
    private final Semaphore queue;
    private final Duration patience;

    private Room(int places, int queue, Duration patience) {
      this.places = new Semaphore(places, true);
      this.queue = new Semaphore(queue);
      this.patience = patience;
    }
  }

  private final Room pages = new Room(PAGES, QUEUE, PATIENCE);
  private final Room exports = new Room(EXPORTS, QUEUE, PATIENCE);
  private final Room reports = new Room(REPORTS, QUEUE_FOR_REPORTS, PATIENCE_FOR_REPORTS);
  private final Room previews = new Room(PREVIEWS, QUEUE, PATIENCE);
  private final CurrentVertxRequest requests;

  @Inject
  CostlyReads(CurrentVertxRequest requests) {
    this.requests = requests;
  }

  /**
   * Takes a place for the rest of this request, answer included, waiting a second at most, or ten
   * for what was reported. A request that has one already needs no other. Throws a rejection (503)
   * where there is none.
   */
  public void enter(Kind kind) {
    var request = Objects.requireNonNull(requests.getCurrent(), "only in a request");
    if (request.get(CostlyReads.class.getName()) != null) {
      return;
    }
    var room =
        switch (kind) {
          case PAGE -> pages;
          case EXPORT -> exports;
          case REPORTED -> reports;
          case PREVIEW -> previews;
        };
    if (!room.places.tryAcquire() && !waitFor(room)) {
      throw new Rejection(
          new Unavailable(
              "Too many requests read the history, or what was reported, at this moment: ask again.",
              RETRY_SECONDS));
    }
    request.put(CostlyReads.class.getName(), kind);
    leaveAtTheEndOf(request, room);
  }

  private static boolean waitFor(Room room) {
    if (!room.queue.tryAcquire()) {
      return false;
    }
    try {
      return room.places.tryAcquire(room.patience.toMillis(), TimeUnit.MILLISECONDS);
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

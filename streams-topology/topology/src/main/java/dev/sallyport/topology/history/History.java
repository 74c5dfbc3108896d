package dev.sallyport.topology.history;

import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the projections of {@code policy-events}. Newest first everywhere; cursors are
 * sequences, so that paging is stable while events arrive. Never on the lookup path.
 */
public interface History {
  /**
   * Events about one policy, all its lives.
   *
   * @param before only events with a smaller sequence; null for the newest
   * @param limit 1 to 1,000
   */
  Page policy(Owner owner, PolicyName policy, @Nullable Long before, int limit);

  /** All events of the owner that pass the filter. */
  Page audit(Owner owner, AuditFilter filter, @Nullable Long before, int limit);

  /** One event; null if the owner has none of that sequence. */
  @Nullable RecordedEvent event(Owner owner, long sequence);

  /** A version's content, of any life of the policy; null if there was no such version. */
  @Nullable Version version(Owner owner, PolicyName policy, long version);

  /** All versions, newest first, without their texts' cost being paid for others. */
  List<Version> versions(Owner owner, PolicyName policy, @Nullable Long before, int limit);

  /** The owner's book as it was at a moment, folded from the events alone. */
  PolicyBook bookAt(Owner owner, Instant moment);

  /**
   * Completes when the projection has taken in the owner's events up to {@code sequence}, or after
   * {@code patience} with how far it is.
   */
  CompletionStage<Reached> reached(Owner owner, long sequence, Duration patience);

  /** Whether the projections are running and can be asked. */
  boolean ready();

  /**
   * @param next the cursor of the next page; null at the end
   */
  record Page(List<RecordedEvent> entries, @Nullable Long next) {}

  /**
   * @param from inclusive
   * @param until exclusive
   */
  record AuditFilter(
      @Nullable String actorId,
      @Nullable String type,
      @Nullable PolicyName policy,
      @Nullable Instant from,
      @Nullable Instant until) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
  }

  record Version(
      PolicyName policy,
      long version,
      PolicyContent content,
      long sequence,
      Instant at,
      Actor actor,
      @Nullable Long restored) {}

  record Reached(long sequence, boolean complete) {}
}

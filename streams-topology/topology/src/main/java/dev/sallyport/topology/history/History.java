package dev.sallyport.topology.history;

import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the projections of {@code policy-events}. Newest first everywhere; cursors are
 * sequences, so that paging is stable while events arrive. Never on the lookup path: a call reads
 * from disk, and all but {@link #bookAt} do a bounded amount of it.
 *
 * <p>Every call throws {@link HistoryUnavailable} while the projection of the owner cannot be
 * asked.
 */
public interface History {
  /** The most entries that can be asked for at once. */
  int MAX_LIMIT = 1_000;

  /**
   * The most bytes of events on a page that holds more than one change (2 MiB): an event may carry
   * two texts of 256 KiB each.
   */
  int MAX_PAGE_BYTES = 2 * 1024 * 1024;

  /**
   * Events about one policy, all its lives.
   *
   * @param before only events with a smaller sequence; null for the newest
   * @param limit 1 to {@value #MAX_LIMIT}
   */
  Page policy(Owner owner, PolicyName policy, @Nullable Long before, int limit);

  /**
   * All events of the owner that pass the filter, at least one of them if any is left and found
   * soon. Of large events a page holds fewer than {@code limit}. Of events that pass rarely, a page
   * may hold fewer than {@code limit}, even none, and still name a next page.
   */
  Page audit(Owner owner, AuditFilter filter, @Nullable Long before, int limit);

  /** One event; null if the owner has none of that sequence. */
  @Nullable RecordedEvent event(Owner owner, long sequence);

  /** A version's content, of any life of the policy; null if there was no such version. */
  @Nullable Version version(Owner owner, PolicyName policy, long version);

  /**
   * Versions, newest first; fewer than {@code limit} where their texts are large, but at least one
   * if any is left.
   *
   * @param before only versions smaller than this one; null for the newest
   */
  List<Version> versions(Owner owner, PolicyName policy, @Nullable Long before, int limit);

  /**
   * The owner's book as it was at a moment, folded from the events alone and in outline only: it
   * answers for no text, and of rules may hold the mode alone. Takes time in proportion to the
   * owner's events up to then, and memory in proportion to its policies and scopes.
   */
  PolicyBook bookAt(Owner owner, Instant moment);

  /**
   * Completes when the projection has taken in the owner's events up to {@code sequence}, or after
   * {@code patience} with how far it is. Never completes exceptionally: a projection that cannot be
   * asked has reached 0.
   */
  CompletionStage<Reached> reached(Owner owner, long sequence, Duration patience);

  /** Whether the projections are running and can be asked. */
  boolean ready();

  /**
   * @param entries more than asked for, in number or in bytes, where a change is recorded in
   *     several parts and the page would end between them
   * @param next the cursor of the next page; null at the end
   */
  record Page(List<RecordedEvent> entries, @Nullable Long next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Which events to show; null lets all pass.
   *
   * @param actorId exactly this {@link Actor#id}
   * @param from inclusive
   * @param until exclusive
   */
  record AuditFilter(
      @Nullable String actorId,
      @Nullable EventType type,
      @Nullable PolicyName policy,
      @Nullable Instant from,
      @Nullable Instant until) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
  }

  /** A content that a policy had, and who gave it to it. */
  record Version(
      PolicyName policy,
      long version,
      PolicyContent content,
      long sequence,
      Instant at,
      Actor actor,
      @Nullable Long restored) {}

  /** How far the projection of an owner is, and whether that is as far as was asked for. */
  record Reached(long sequence, boolean complete) {}
}

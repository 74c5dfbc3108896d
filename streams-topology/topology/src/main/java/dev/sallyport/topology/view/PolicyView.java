package dev.sallyport.topology.view;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything this instance knows of every owner, in memory. Reads touch no Kafka, disk or other
 * instance, never wait for one, and never see half a command. Thread-safe.
 */
public interface PolicyView {

  /** What a runner's lookup finds. */
  sealed interface Found {
    /**
     * @param scope where the policy that applies stands; absent when asked by name
     */
    record Served(ServedPolicy policy, @Nullable Scope scope) implements Found {}

    /** Nothing is attached at any scope of the job, or no such policy. */
    record Nothing() implements Found {}

    /**
     * The view cannot say: it has not caught up since the start, or this owner's state could not be
     * read. Never to be answered as "no policy".
     */
    record Unknown(String reason) implements Found {}
  }

  /** The policy that applies to a job. The hot path: a few hundred nanoseconds. */
  Found lookUp(Job job);

  /** A live policy by its name. */
  Found served(Owner owner, PolicyName policy);

  /**
   * Who holds the live key with this hash; compared in constant time. Null if nobody does.
   *
   * @throws NotReadable before the view has caught up
   */
  @Nullable KeyHolder keyHolder(KeyHash hash);

  /**
   * The tenant's global block list; empty where none was ever put in place.
   *
   * @throws NotReadable before the view has caught up, or if the tenant's state could not be read
   */
  GlobalBlockList blockList();

  /**
   * The tenant's suppression rules, those removed lately included, in no order; until the next
   * change the same list again, so that it can be asked for as often as something is detected.
   *
   * @throws NotReadable before the view has caught up, or if the tenant's state could not be read
   */
  default List<SuppressionRuleEntry> suppressionRules() {
    return read(Owner.TENANT, PolicyBook::suppressionRules);
  }

  /** Owners that have come into being, by key, as first written; the tenant's own book apart. */
  List<Owner> owners();

  /**
   * Reads one owner consistently: while {@code read} runs, no command is applied to this owner. It
   * must be quick and must not keep the book. Of an owner that has not come into being the book is
   * empty ({@code head() == null}).
   *
   * @throws NotReadable where a lookup would find {@link Found.Unknown}
   */
  <T> T read(Owner owner, Function<OwnerBook, T> read);

  /**
   * Completes once this owner's events up to {@code sequence} are applied here, which may be never:
   * whoever waits sets a time-out on the future or cancels it, and is forgotten then.
   */
  CompletableFuture<Void> reached(Owner owner, long sequence);

  /**
   * Asks Kafka how far the owner's partition goes and completes once the view has got there, or
   * after {@code patience} with the age of what the view holds: a read on any instance sees what
   * was acknowledged by any other.
   */
  CompletionStage<Freshness> fresh(Owner owner, Duration patience);

  Health health();

  /** Called after each command applied, with the owner's new head; must return at once. */
  AutoCloseable onApplied(Listener listener);

  /** Hears of each command applied. */
  interface Listener {
    void applied(Owner owner, long sequence);
  }

  /** Whether a read is up to date. */
  sealed interface Freshness {
    record Current() implements Freshness {}

    record Stale(Duration age) implements Freshness {}
  }

  /**
   * @param caughtUp whether it has caught up once since the start; from then on lookups are
   *     answered
   * @param recordsBehind records not applied yet, as last known
   * @param lastContact when the view last heard from Kafka
   * @param condemned owners whose state could not be read, with the record that could not
   */
  record Health(
      boolean caughtUp,
      long recordsBehind,
      @Nullable Instant lastContact,
      List<CondemnedOwner> condemned) {}

  /**
   * An owner whose state holds a record that cannot be decoded. It is served as it was before that
   * record, or not at all after a restart, until a record that can be decoded takes its place.
   *
   * @param ownerKey case-folded; empty if the record does not even tell whose it is
   */
  record CondemnedOwner(String ownerKey, String topic, int partition, long offset, String reason) {}

  /** The view cannot say yet, or not for this owner. To be answered as 503, never as "nothing". */
  final class NotReadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReadable(String reason) {
      super(reason);
    }
  }
}

package dev.sallyport.topology.history;

import dev.sallyport.domain.book.OutlineBook;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.history.Row.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers from the projection's store. */
final class StreamsHistory implements History {
  static final int MAX_READ = 5_000;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Executor LOOKING = Thread::startVirtualThread;

  private final HistoryStores stores;
  private final EventDecoder decoder;
  private final Progress progress;
  private final int maxRead;

  /**
   * @param maxRead the most events that are read for one page
   */
  StreamsHistory(HistoryStores stores, EventDecoder decoder, Progress progress, int maxRead) {
    this.stores = stores;
    this.decoder = decoder;
    this.progress = progress;
    this.maxRead = maxRead;
  }

  @Override
  public Page policy(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    return audit(owner, new AuditFilter(null, null, policy, null, null), before, limit);
  }

  @Override
  public Page audit(Owner owner, AuditFilter filter, @Nullable Long before, int limit) {
    requireLimit(limit);
    return ask(
        owner,
        store -> new Paging(store, decoder, owner.key(), filter, maxRead).page(before, limit));
  }

  @Override
  public @Nullable RecordedEvent event(Owner owner, long sequence) {
    if (sequence < 1) {
      return null;
    }
    return this.<@Nullable RecordedEvent>ask(
        owner,
        store -> {
          var row = store.get(RowKeys.event(owner.key(), sequence));
          return row == null ? null : decoder.decode(Row.eventValue(row));
        });
  }

  @Override
  public @Nullable Version version(Owner owner, PolicyName policy, long version) {
    if (version < 1) {
      return null;
    }
    return this.<@Nullable Version>ask(
        owner,
        store -> {
          var row = store.get(RowKeys.version(owner.key(), policy, version));
          return row == null ? null : version(store, owner, Row.sequence(row));
        });
  }

  @Override
  public List<Version> versions(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    requireLimit(limit);
    var newest = before == null ? Long.MAX_VALUE : before - 1;
    if (newest < 1) {
      return List.of();
    }
    return ask(
        owner,
        store -> {
          var versions = new ArrayList<Version>();
          try (var rows =
              store.reverseRange(
                  RowKeys.version(owner.key(), policy, 1),
                  RowKeys.version(owner.key(), policy, newest))) {
            var characters = 0;
            while (versions.size() < limit && characters < MAX_PAGE_BYTES && rows.hasNext()) {
              var version = version(store, owner, Row.sequence(rows.next().value));
              characters += version.content().text().length();
              versions.add(version);
            }
          }
          return List.copyOf(versions);
        });
  }

  private Version version(ReadOnlyKeyValueStore<Bytes, byte[]> store, Owner owner, long sequence) {
    var row = store.get(RowKeys.event(owner.key(), sequence));
    if (row == null) {
      throw new IllegalStateException("No event %d of %s".formatted(sequence, owner.key()));
    }
    var recorded = decoder.decode(Row.eventValue(row));
    return switch (recorded.event()) {
      case PolicyCreated(var policy, var version, var content) ->
          version(recorded, policy, version, content, null);
      case PolicyUpdated(var policy, var version, _, var content, var restored) ->
          version(recorded, policy, version, content, restored);
      default ->
          throw new IllegalStateException(
              "Event %d of %s gives no version".formatted(sequence, owner.key()));
    };
  }

  private static Version version(
      RecordedEvent recorded,
      PolicyName policy,
      long version,
      PolicyContent content,
      @Nullable Long restored) {
    var meta = recorded.meta();
    return new Version(
        policy, version, content, meta.sequence(), meta.at(), meta.actor(), restored);
  }

  @Override
  public PolicyBook bookAt(Owner owner, Instant moment) {
    return ask(
        owner,
        store -> {
          var book = new OutlineBook();
          try (var rows =
              store.range(
                  RowKeys.event(owner.key(), 1), RowKeys.event(owner.key(), Long.MAX_VALUE))) {
            while (rows.hasNext()) {
              var row = rows.next().value;
              var event = decoder.decode(Row.eventValue(row));
              if (event.meta().at().isAfter(moment)) {
                break;
              }
              book.evolve(event, Row.eventHash(row));
            }
          }
          return book;
        });
  }

  @Override
  public CompletionStage<Reached> reached(Owner owner, long sequence, Duration patience) {
    // In this order: an event taken in between the two is seen by one of them.
    var passing = progress.passing(owner.key(), sequence);
    if (reached(owner) >= sequence) {
      passing.complete(null);
    } else if (!stores.isHere(owner)) {
      lookAgain(owner, sequence, patience, passing);
      passing.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      passing.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    return passing.thenApplyAsync(
        _ -> {
          var reached = reached(owner);
          return new Reached(reached, reached >= sequence);
        },
        LOOKING);
  }

  // Nobody tells here what another instance has taken in.
  private void lookAgain(
      Owner owner, long sequence, Duration left, CompletableFuture<Void> passing) {
    CompletableFuture.delayedExecutor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS, LOOKING)
        .execute(() -> {
          if (!passing.isDone() && reached(owner) >= sequence) {
            passing.complete(null);
          } else if (!passing.isDone() && left.isPositive()) {
            lookAgain(owner, sequence, left.minus(BETWEEN_LOOKS), passing);
          }
        });
  }

  private long reached(Owner owner) {
    try {
      return ask(owner, store -> head(store, owner).sequence());
    } catch (HistoryUnavailable e) {
      return 0;
    }
  }

  private static Head head(ReadOnlyKeyValueStore<Bytes, byte[]> store, Owner owner) {
    var row = store.get(RowKeys.head(owner.key()));
    return row == null ? Head.NONE : Head.of(row);
  }

  @Override
  public boolean ready() {
    return stores.ready();
  }

  private <T extends @Nullable Object> T ask(
      Owner owner, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> question) {
    try {
      return question.apply(stores.of(owner));
    } catch (InvalidStateStoreException e) {
      throw new HistoryUnavailable("The history of " + owner + " is starting or moving.", e);
    } catch (RegistryException.Unavailable e) {
      throw new HistoryUnavailable(
          "The history of " + owner + " needs a schema that no registry tells.", e);
    }
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("A limit is 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }
}

package dev.sallyport.topology.history;

import dev.sallyport.domain.book.OutlineBook;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent.AboutPolicy;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A history in memory, for tests: of whatever events it is given, each owner's in order. */
public final class MemoryHistory implements History {
  private record Entry(RecordedEvent event, EventHash hash) {}

  private final Map<Owner, List<Entry>> events = new ConcurrentHashMap<>();
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private volatile CountDownLatch answering = new CountDownLatch(0);
  private volatile boolean ready = true;

  /** Takes in an owner's next event. */
  public void add(RecordedEvent event, EventHash hash) {
    events
        .computeIfAbsent(event.meta().owner(), _ -> new CopyOnWriteArrayList<>())
        .add(new Entry(event, hash));
    waiting.forEach(Runnable::run);
  }

  /** From now on no question about pages is answered, until the latch is counted down. */
  public CountDownLatch hold() {
    var release = new CountDownLatch(1);
    answering = release;
    return release;
  }

  /** How many questions wait for their answer. */
  public int held() {
    return held.get();
  }

  private void awaitAnswering() {
    held.incrementAndGet();
    try {
      answering.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      held.decrementAndGet();
    }
  }

  /** Whether questions are answered from now on. */
  public void ready(boolean answers) {
    ready = answers;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  private List<Entry> of(Owner owner) {
    if (!ready) {
      throw new HistoryUnavailable("The history was told not to be ready.", null);
    }
    return events.getOrDefault(owner, List.of());
  }

  @Override
  public Page policy(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    return audit(owner, new AuditFilter(null, null, policy, null, null), before, limit);
  }

  @Override
  public Page audit(Owner owner, AuditFilter filter, @Nullable Long before, int limit) {
    requireLimit(limit);
    awaitAnswering();
    var passing =
        of(owner).reversed().stream()
            .map(Entry::event)
            .filter(event -> before == null || event.meta().sequence() < before)
            .filter(event -> passes(event, filter))
            .toList();
    var end = Math.min(limit, fitting(passing));
    while (end < passing.size() && continues(passing.get(end - 1))) {
      end++;
    }
    return new Page(
        passing.subList(0, end),
        end < passing.size() ? (Long) passing.get(end - 1).meta().sequence() : null);
  }

  private static int fitting(List<RecordedEvent> events) {
    var characters = 0;
    for (var i = 0; i < events.size(); i++) {
      characters += characters(events.get(i));
      if (i > 0 && characters > MAX_PAGE_BYTES) {
        return i;
      }
    }
    return events.size();
  }

  private static int characters(RecordedEvent event) {
    return switch (event.event()) {
      case PolicyCreated created -> created.content().text().length();
      case PolicyUpdated updated -> updated.before().length() + updated.content().text().length();
      default -> 0;
    };
  }

  private static boolean continues(RecordedEvent event) {
    return switch (event.event()) {
      case PolicyAttached attached -> attached.part().number() > 1;
      case PolicyDetached detached -> detached.part().number() > 1;
      default -> false;
    };
  }

  private static boolean passes(RecordedEvent event, AuditFilter filter) {
    var meta = event.meta();
    return (filter.actorId() == null || meta.actor().id().equals(filter.actorId()))
        && (filter.type() == null || EventType.of(event.event()) == filter.type())
        && (filter.policy() == null || policyOf(event).equals(Optional.of(filter.policy())))
        && (filter.from() == null || !meta.at().isBefore(filter.from()))
        && (filter.until() == null || meta.at().isBefore(filter.until()));
  }

  private static Optional<PolicyName> policyOf(RecordedEvent event) {
    return event.event() instanceof AboutPolicy about
        ? Optional.of(about.policy())
        : Optional.empty();
  }

  @Override
  public @Nullable RecordedEvent event(Owner owner, long sequence) {
    return of(owner).stream()
        .map(Entry::event)
        .filter(event -> event.meta().sequence() == sequence)
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Version version(Owner owner, PolicyName policy, long version) {
    return versions(owner, policy).stream()
        .filter(each -> each.version() == version)
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<Version> versions(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    requireLimit(limit);
    var versions = new ArrayList<Version>();
    var characters = 0;
    for (var version : versions(owner, policy).reversed()) {
      if (versions.size() >= limit || characters >= MAX_PAGE_BYTES) {
        break;
      }
      if (before == null || version.version() < before) {
        characters += version.content().text().length();
        versions.add(version);
      }
    }
    return List.copyOf(versions);
  }

  private List<Version> versions(Owner owner, PolicyName policy) {
    var versions = new ArrayList<Version>();
    for (var entry : of(owner)) {
      switch (entry.event().event()) {
        case PolicyCreated(var name, var version, var content) when name.equals(policy) ->
            versions.add(version(entry.event(), name, version, content, null));
        case PolicyUpdated(var name, var version, _, var content, var restored)
            when name.equals(policy) ->
            versions.add(version(entry.event(), name, version, content, restored));
        default -> {}
      }
    }
    return versions;
  }

  private static Version version(
      RecordedEvent event,
      PolicyName policy,
      long version,
      PolicyContent content,
      @Nullable Long restored) {
    var meta = event.meta();
    return new Version(
        policy, version, content, meta.sequence(), meta.at(), meta.actor(), restored);
  }

  @Override
  public PolicyBook bookAt(Owner owner, Instant moment) {
    var book = new OutlineBook();
    for (var entry : of(owner)) {
      if (!entry.event().meta().at().isAfter(moment)) {
        book.evolve(entry.event(), entry.hash());
      }
    }
    return book;
  }

  @Override
  public CompletionStage<Reached> reached(Owner owner, long sequence, Duration patience) {
    var passed = new CompletableFuture<@Nullable Void>();
    Runnable look =
        () -> {
          if (far(owner) >= sequence) {
            passed.complete(null);
          }
        };
    waiting.add(look);
    look.run();
    return passed
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(_ -> {
          waiting.remove(look);
          return new Reached(far(owner), far(owner) >= sequence);
        });
  }

  private long far(Owner owner) {
    return ready ? events.getOrDefault(owner, List.of()).size() : 0;
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("A limit is 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }
}

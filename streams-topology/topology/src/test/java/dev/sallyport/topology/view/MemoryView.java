package dev.sallyport.topology.view;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The view without Kafka, for tests of what stands on it: plain and slow, and it can be told to be
 * in the states that are hard to come by. Held to the same contract as the real one.
 */
public final class MemoryView implements PolicyView {
  private final MemoryOwners owners = new MemoryOwners();
  private final PolicyRenderer renderer;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Set<Owner> condemned = new HashSet<>();
  private final Waiters<Owner> waiters = new Waiters<>(this::sequence, Runnable::run);
  private boolean caughtUp = true;
  private @Nullable Duration stale;

  public MemoryView(PolicyRenderer renderer) {
    this.renderer = renderer;
  }

  /** Decides a command and holds what came of it. */
  public Outcome apply(Submission submission, Instant at) {
    Outcome outcome;
    synchronized (this) {
      outcome = owners.decide(submission, at).outcome();
    }
    if (outcome.verdict() instanceof Outcome.Verdict.Done(var changed, var head, _) && changed) {
      listeners.forEach(listener -> listener.applied(submission.owner(), head));
      waiters.gotTo(submission.owner(), head);
    }
    return outcome;
  }

  /** As after a start, or once it has caught up. */
  public synchronized void caughtUp(boolean caughtUp) {
    this.caughtUp = caughtUp;
  }

  /** As if a fresh instance had met a record of this owner that it cannot decode. */
  public synchronized void condemn(Owner owner) {
    condemned.add(owner);
  }

  /** As if Kafka were away for so long; null if it is there. */
  public synchronized void stale(@Nullable Duration age) {
    stale = age;
  }

  @Override
  public synchronized Found lookUp(Job job) {
    var book = owners.book(job.owner());
    var unknown = unknown(job.owner());
    if (unknown != null) {
      return unknown;
    }
    for (var scope : job.scopes()) {
      var standing = book.at(scope);
      if (standing != null) {
        return found(job.owner(), book.livePolicy(standing.policy()), standing.scope());
      }
    }
    return new Found.Nothing();
  }

  @Override
  public synchronized Found served(Owner owner, PolicyName policy) {
    var unknown = unknown(owner);
    return unknown == null ? found(owner, owners.book(owner).livePolicy(policy), null) : unknown;
  }

  private Found found(Owner owner, @Nullable PolicyEntry entry, @Nullable Scope scope) {
    if (entry == null) {
      return new Found.Nothing();
    }
    var head = owners.book(owner).head();
    var body = renderer.render(head == null ? owner : head.owner(), entry);
    return new Found.Served(
        new ServedPolicy(entry, body, "\"" + entry.policy() + "-" + entry.version() + "\""), scope);
  }

  private Found.@Nullable Unknown unknown(Owner owner) {
    if (!caughtUp) {
      return new Found.Unknown("not caught up");
    }
    return condemned.contains(owner) ? new Found.Unknown("a record cannot be read") : null;
  }

  private void requireKnown(Owner owner) {
    var unknown = unknown(owner);
    if (unknown != null) {
      throw new NotReadable(unknown.reason());
    }
  }

  private void requireCaughtUp() {
    if (!caughtUp) {
      throw new NotReadable("not caught up");
    }
  }

  @Override
  public synchronized @Nullable KeyHolder keyHolder(KeyHash hash) {
    requireCaughtUp();
    for (var each : owners.books()) {
      var entry = each.getValue().apiKey(hash.id());
      if (entry != null && entry.live() && entry.apiKey().hash().matches(hash)) {
        return new KeyHolder(each.getKey(), entry.apiKey());
      }
    }
    return null;
  }

  @Override
  public synchronized GlobalBlockList blockList() {
    requireKnown(Owner.TENANT);
    var entry = owners.book(Owner.TENANT).blockList();
    return entry == null ? GlobalBlockList.empty() : entry.list();
  }

  @Override
  public synchronized List<Owner> owners() {
    requireCaughtUp();
    return owners.owners();
  }

  @Override
  public synchronized <T> T read(Owner owner, Function<OwnerBook, T> read) {
    requireKnown(owner);
    return read.apply(new Listed(owners.book(owner)));
  }

  private long sequence(Owner owner) {
    var head = owners.book(owner).head();
    return head == null ? 0 : head.sequence();
  }

  @Override
  public CompletableFuture<Void> reached(Owner owner, long sequence) {
    return waiters.reached(owner, sequence);
  }

  @Override
  public synchronized CompletionStage<Freshness> fresh(Owner owner, Duration patience) {
    return CompletableFuture.completedFuture(
        stale == null ? new Freshness.Current() : new Freshness.Stale(stale));
  }

  @Override
  public synchronized Health health() {
    return new Health(
        caughtUp,
        0,
        null,
        condemned.stream()
            .map(owner -> new CondemnedOwner(owner.key(), "policy-state", 0, 0, "told to"))
            .toList());
  }

  @Override
  public AutoCloseable onApplied(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private record Listed(MemoryBook book) implements OwnerBook {
    @Override
    public NavigableMap<String, PolicyEntry> policies() {
      var policies = new TreeMap<String, PolicyEntry>();
      entries(PolicyEntry.class).forEach(entry -> policies.put(entry.policy().value(), entry));
      return policies;
    }

    @Override
    public List<PolicyEntry> policiesAfter(@Nullable String name, PolicyFilter filter, int limit) {
      var rest = name == null ? policies() : policies().tailMap(name, false);
      return rest.values().stream().filter(filter::passes).limit(limit).toList();
    }

    @Override
    public List<PolicyEntry> policiesBefore(String name, PolicyFilter filter, int limit) {
      var rest = policies().headMap(name, false).descendingMap();
      return rest.values().stream().filter(filter::passes).limit(limit).toList().reversed();
    }

    @Override
    public Collection<ApiKeyEntry> apiKeys() {
      return entries(ApiKeyEntry.class).toList();
    }

    @Override
    public Collection<MemberEntry> members() {
      return entries(MemberEntry.class).toList();
    }

    @Override
    public Collection<InvitationEntry> invitations() {
      return entries(InvitationEntry.class).toList();
    }

    @Override
    public Collection<SessionsEndEntry> sessionsEnds() {
      return entries(SessionsEndEntry.class).toList();
    }

    @Override
    public Counts counts() {
      return Tally.of(policies().values());
    }

    @Override
    public @Nullable BookEntry get(BookKey key) {
      return book.get(key);
    }

    @Override
    public List<PlacementEntry> placements(PolicyName policy) {
      return book.placements(policy);
    }

    @Override
    public List<SuppressionRuleEntry> suppressionRules() {
      return book.suppressionRules();
    }

    @Override
    public List<IntegrationEntry> integrations() {
      return book.integrations();
    }

    private <T extends BookEntry> Stream<T> entries(Class<T> type) {
      return book.entries().stream().filter(type::isInstance).map(type::cast);
    }
  }
}

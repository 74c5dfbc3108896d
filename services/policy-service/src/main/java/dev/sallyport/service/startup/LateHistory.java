package dev.sallyport.service.startup;

import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.topology.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The history before its projections are there: every question is answered with 503. */
final class LateHistory implements History {
  private volatile @Nullable History history;

  void become(History there) {
    history = there;
  }

  private History there() {
    var there = history;
    if (there == null) {
      throw starting();
    }
    return there;
  }

  private static Rejection starting() {
    return new Rejection(new Unavailable("The history is still starting.", 1));
  }

  @Override
  public Page policy(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    return there().policy(owner, policy, before, limit);
  }

  @Override
  public Page audit(Owner owner, AuditFilter filter, @Nullable Long before, int limit) {
    return there().audit(owner, filter, before, limit);
  }

  @Override
  public @Nullable RecordedEvent event(Owner owner, long sequence) {
    return there().event(owner, sequence);
  }

  @Override
  public @Nullable Version version(Owner owner, PolicyName policy, long version) {
    return there().version(owner, policy, version);
  }

  @Override
  public List<Version> versions(Owner owner, PolicyName policy, @Nullable Long before, int limit) {
    return there().versions(owner, policy, before, limit);
  }

  @Override
  public PolicyBook bookAt(Owner owner, Instant moment) {
    return there().bookAt(owner, moment);
  }

  @Override
  public CompletionStage<Reached> reached(Owner owner, long sequence, Duration patience) {
    var there = history;
    return there == null
        ? CompletableFuture.failedStage(starting())
        : there.reached(owner, sequence, patience);
  }

  @Override
  public boolean ready() {
    var there = history;
    return there != null && there.ready();
  }
}

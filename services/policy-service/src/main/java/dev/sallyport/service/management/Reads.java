package dev.sallyport.service.management;

import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.command.Refusal.UnknownOwner;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.view.OwnerBook;
import dev.sallyport.topology.view.PolicyView;
import dev.sallyport.topology.view.PolicyView.Freshness.Current;
import dev.sallyport.topology.view.PolicyView.Freshness.Stale;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what any instance has acknowledged, and where that cannot be had in a second, says how old
 * the answer is. Waits, so never on an event loop.
 */
@Singleton
public class Reads {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final PolicyView view;
  private final History history;
  private final CostlyReads costly;

  @Inject
  Reads(PolicyView view, History history, CostlyReads costly) {
    this.view = view;
    this.history = history;
    this.costly = costly;
  }

  /** Reads an owner that must have come into being; {@code read} must be quick. */
  public <T> Dated<T> owner(Owner owner, Function<OwnerBook, T> read) {
    var age = freshen(owner);
    return new Dated<>(
        view.read(
            owner,
            book -> {
              if (book.head() == null && !owner.isTenant()) {
                throw new Rejection(new UnknownOwner(owner));
              }
              return read.apply(book);
            }),
        age);
  }

  /** The tenant's global block list. */
  public Dated<GlobalBlockList> blockList() {
    var age = freshen(Owner.TENANT);
    return new Dated<>(view.blockList(), age);
  }

  /** Reads the owner as this instance knows it now, which is enough right after a change. */
  public <T> T here(Owner owner, Function<OwnerBook, T> read) {
    return view.read(owner, read);
  }

  /**
   * Asks the history, once it has taken in what the view knows of the owner. Rejected where too
   * many others do.
   *
   * @param check runs on the owner's book before: throws if there is nothing to ask for
   */
  public <T> Dated<T> history(Owner owner, Consumer<OwnerBook> check, Function<History, T> ask) {
    return history(CostlyReads.Kind.PAGE, owner, check, ask);
  }

  /** As {@link #history}, for an answer of any length. */
  public <T> Dated<T> export(Owner owner, Function<History, T> ask) {
    return history(CostlyReads.Kind.EXPORT, owner, _ -> {}, ask);
  }

  private <T> Dated<T> history(
      CostlyReads.Kind kind, Owner owner, Consumer<OwnerBook> check, Function<History, T> ask) {
    var head =
        owner(
            owner,
            book -> {
              check.accept(book);
              return sequence(book);
            });
    var reached = wait(() -> history.reached(owner, head.value(), PATIENCE));
    var age = reached.complete() ? head.age() : new Dated.Behind(reached.sequence(), head.value());
    costly.enter(kind);
    return new Dated<>(ask.apply(history), age);
  }

  /** The owner's last sequence that this instance knows; 0 where it has not come into being. */
  public long head(Owner owner) {
    return view.read(owner, Reads::sequence);
  }

  private static long sequence(OwnerBook book) {
    var head = book.head();
    return head == null ? 0 : head.sequence();
  }

  private Dated.Age freshen(Owner owner) {
    return switch (wait(() -> view.fresh(owner, PATIENCE))) {
      case Current _ -> new Dated.Now();
      case Stale(var age) -> new Dated.Since(age);
    };
  }

  // Fails with what went wrong itself, which has an answer of its own, and not with a wrapper.
  private static <T> T wait(Supplier<CompletionStage<T>> stage) {
    return Uni.createFrom().completionStage(stage).await().indefinitely();
  }
}

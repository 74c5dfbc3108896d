package dev.sallyport.service.pages.live;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.view.PolicyView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Passes on from the view which owner has changed. It listens once, however many pages are open,
 * and for an owner whom nobody looks at does no more than find that out.
 */
@Singleton
class AppliedChanges {
  private final PolicyView view;
  private final Map<Owner, Set<MultiEmitter<? super Long>>> listeners = new ConcurrentHashMap<>();
  // Not on the view's own thread: it applies every owner's changes.
  private final ExecutorService telling = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable AutoCloseable listening;

  @Inject
  AppliedChanges(PolicyView view) {
    this.view = view;
  }

  /**
   * The owner's last sequence, again after each change from now on; of several changes at once only
   * the last may be told.
   */
  Multi<Long> of(Owner owner) {
    listen();
    return Multi.createFrom().emitter(emitter -> add(owner, emitter), BackPressureStrategy.LATEST);
  }

  private void add(Owner owner, MultiEmitter<? super Long> emitter) {
    listeners.compute(
        owner,
        (_, there) -> {
          Set<MultiEmitter<? super Long>> all =
              there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(emitter);
          return all;
        });
    emitter.onTermination(() -> remove(owner, emitter));
  }

  private void remove(Owner owner, MultiEmitter<? super Long> emitter) {
    listeners.computeIfPresent(
        owner,
        (_, all) -> {
          all.remove(emitter);
          return all.isEmpty() ? null : all;
        });
  }

  // At the first page, not at the start: the view is not there yet then.
  private synchronized void listen() {
    if (listening == null) {
      listening = view.onApplied(this::applied);
    }
  }

  private void applied(Owner owner, long sequence) {
    var all = listeners.get(owner);
    if (all != null) {
      telling.execute(() -> all.forEach(emitter -> emitter.emit(sequence)));
    }
  }

  @PreDestroy
  synchronized void stop() throws Exception {
    if (listening != null) {
      listening.close();
    }
    telling.shutdownNow();
  }
}

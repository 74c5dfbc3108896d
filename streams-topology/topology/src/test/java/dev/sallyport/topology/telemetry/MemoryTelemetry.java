package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Telemetry that ends in memory. */
public final class MemoryTelemetry implements Telemetry {
  private final List<TelemetryEvent> runs = new CopyOnWriteArrayList<>();
  private final List<TelemetryEvent> network = new CopyOnWriteArrayList<>();
  private final List<Consumer<TelemetryEvent>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong unrecorded = new AtomicLong();
  private volatile boolean taken = true;

  /** Tells somebody of everything that is recorded from now on. */
  public void onRecorded(Consumer<TelemetryEvent> listener) {
    listeners.add(listener);
  }

  /** Whether anything is recorded from now on. */
  public void taken(boolean so) {
    taken = so;
  }

  /** What was recorded of a repository, each topic in its order, run events first. */
  public List<TelemetryEvent> recorded(RepositoryFullName repository) {
    return Stream.concat(runs.stream(), network.stream())
        .filter(event -> event.repository().equals(repository))
        .toList();
  }

  @Override
  public CompletionStage<@Nullable Void> report(TelemetryEvent event) {
    if (!taken) {
      return CompletableFuture.failedFuture(new Unavailable("Nothing is taken, for this test"));
    }
    record(event);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void note(Supplier<PolicyLookedUp> lookup) {
    if (!taken) {
      unrecorded.incrementAndGet();
      return;
    }
    try {
      record(lookup.get());
    } catch (RuntimeException defect) {
      unrecorded.incrementAndGet();
    }
  }

  private void record(TelemetryEvent event) {
    listeners.forEach(listener -> listener.accept(event));
    switch (event) {
      case TelemetryEvent.JobMonitored _,
          TelemetryEvent.PolicyLookedUp _,
          TelemetryEvent.ProcessDetected _,
          TelemetryEvent.DetectionResolved _ ->
          runs.add(event);
      case TelemetryEvent.NameResolved _, TelemetryEvent.ConnectionSeen _ -> network.add(event);
    }
  }

  @Override
  public long unrecorded() {
    return unrecorded.get();
  }
}

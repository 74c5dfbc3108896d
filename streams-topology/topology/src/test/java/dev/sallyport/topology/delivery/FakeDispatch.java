package dev.sallyport.topology.delivery;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.topology.delivery.Dispatch.Report.HeldBack;
import dev.sallyport.topology.delivery.Dispatch.Report.Tried;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what it is handed until the test says what becomes of it, as {@link Dispatch} asks. */
final class FakeDispatch implements Dispatch {
  private final Map<IntegrationId, Deque<Parcel>> handed = new HashMap<>();
  private final Map<IntegrationId, Integer> errands = new HashMap<>();
  private final Set<IntegrationId> begun = new HashSet<>();
  private final List<Report> recalled = new ArrayList<>();

  @Override
  public void hand(Errand errand) {
    var id = errand.integration().id();
    var waiting = handed.computeIfAbsent(id, _ -> new ArrayDeque<>());
    if (!waiting.isEmpty()) {
      throw new AssertionError("an errand before the one before was reported");
    }
    waiting.addAll(errand.parcels());
    errands.merge(id, 1, Integer::sum);
  }

  @Override
  public void recall(IntegrationId integration) {
    var waiting = waiting(integration);
    var first = begun.contains(integration) ? waiting.poll() : null;
    if (!waiting.isEmpty()) {
      recalled.add(new HeldBack(integration, take(waiting)));
    }
    if (first != null) {
      waiting.add(first);
    }
  }

  /** What was recalled meanwhile. */
  List<Report> recalled() {
    var all = List.copyOf(recalled);
    recalled.clear();
    return all;
  }

  List<Parcel> parcels(IntegrationId integration) {
    return List.copyOf(waiting(integration));
  }

  int errands(IntegrationId integration) {
    return errands.getOrDefault(integration, 0);
  }

  /** The first parcel is on its way, and no more to be recalled. */
  void begin(IntegrationId integration) {
    begun.add(integration);
  }

  /** What the first parcel, and what is behind it, come to by an answer. */
  List<Report> answer(IntegrationId integration, Answer answer, Instant at) {
    begun.remove(integration);
    var waiting = waiting(integration);
    var first = waiting.remove();
    var reports = new ArrayList<Report>();
    reports.add(new Tried(integration, List.of(first.number()), "POST " + first.id(), answer, at));
    if (!(answer instanceof Answer.Taken) && !waiting.isEmpty()) {
      reports.add(new HeldBack(integration, take(waiting)));
    }
    return reports;
  }

  private Deque<Parcel> waiting(IntegrationId integration) {
    return handed.computeIfAbsent(integration, _ -> new ArrayDeque<>());
  }

  private static List<Long> take(Deque<Parcel> waiting) {
    var numbers = waiting.stream().map(Parcel::number).toList();
    waiting.clear();
    return numbers;
  }

  @Override
  public void close() {}
}

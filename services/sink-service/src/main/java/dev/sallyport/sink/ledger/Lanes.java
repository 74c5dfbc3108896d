package dev.sallyport.sink.ledger;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.topology.delivery.Dispatch;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A lane for each integration of one partition. Asked by the thread of that partition. */
final class Lanes implements Dispatch {
  private final CourierOffice office;
  private final Notices notices;
  private final Consumer<Report> reports;
  private final InstantSource clock;
  private final Map<IntegrationId, Lane> lanes = new HashMap<>();

  Lanes(CourierOffice office, Notices notices, Consumer<Report> reports, InstantSource clock) {
    this.office = office;
    this.notices = notices;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public void hand(Errand errand) {
    lanes.computeIfAbsent(errand.integration().id(), this::open).hand(errand);
  }

  private Lane open(IntegrationId integration) {
    var lane = new Lane(integration, office, notices, reports, clock);
    lane.start();
    return lane;
  }

  @Override
  public void recall(IntegrationId integration) {
    var lane = lanes.get(integration);
    if (lane != null) {
      lane.recall();
    }
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::close);
    lanes.clear();
  }
}

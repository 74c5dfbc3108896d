package dev.sallyport.topology.insight;

import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.wire.RunnerRow;

/** Which self-hosted runners look up policies. */
final class Runners {
  private final RowStore store;

  Runners(RowStore store) {
    this.store = store;
  }

  /**
   * Notes who looked up, if it is a self-hosted runner: one whose cluster is known, or which calls
   * its jobs by its own name. On GitHub's own runners there is no cluster, and a random UUID.
   */
  void seen(PolicyLookedUp event) {
    var correlation = event.correlation();
    var cluster = event.cluster();
    var own = correlation == null || correlation.isRandom() ? null : correlation.text();
    if (!(event.proof() instanceof LookupProof.OfRunnerKey) || (cluster == null && own == null)) {
      return;
    }
    var name = own == null ? event.source().text() : own;
    var group = cluster == null ? "" : cluster.name();
    var key = RowKeys.runner(event.repository(), group, name);
    var held = store.reader().get(key, RunnerRow.class);
    var run = event.run();
    var at = event.received();
    store.put(
        key,
        new RunnerRow(
            name,
            cluster == null ? null : group,
            event.source().text(),
            held == null || at.isBefore(held.getFirst()) ? at : held.getFirst(),
            held == null || at.isAfter(held.getLast()) ? at : held.getLast(),
            held == null ? 1 : held.getLookups() + 1,
            event.repository().owner().name(),
            event.repository().repository().name(),
            run == null ? null : run.digits()),
        at);
  }
}

package dev.sallyport.service.insight;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.HistoryUnavailable;
import dev.sallyport.topology.insight.RunJob;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The mode of the policy that a job was served, in the version of then. */
@Singleton
public class ServedModes {
  private final PolicyView view;
  private final History history;

  @Inject
  ServedModes(PolicyView view, History history) {
    this.view = view;
    this.history = history;
  }

  /**
   * Null where the job was served no policy. While the history cannot be asked, a policy of which
   * there is a later version counts as one that blocks.
   */
  public @Nullable EgressMode of(RunJob job) {
    var lookup = job.lookup();
    var policy = lookup == null ? null : lookup.policy();
    return policy == null ? null : mode(job.job().repository().owner(), policy);
  }

  private EgressMode mode(Owner owner, AnsweredPolicy served) {
    var live =
        view.<@Nullable PolicyRules>read(
            owner,
            book -> {
              var entry = book.livePolicy(served.policy());
              return entry == null || entry.version() != served.version() ? null : entry.rules();
            });
    if (live != null) {
      return live.mode();
    }
    try {
      var past = history.version(owner, served.policy(), served.version());
      return past == null ? EgressMode.BLOCK : past.content().rules().mode();
    } catch (HistoryUnavailable _) {
      return EgressMode.BLOCK;
    }
  }
}

package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.service.pages.Address;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.RunJob;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A job of a run.
 *
 * @param id its correlation id
 * @param name its id in the workflow file, else the correlation id
 * @param named whether it is the former
 * @param verification how it is known to be the repository's
 * @param policy what it was served; null if {@code noPolicy} says why there is none
 * @param noPolicy empty if there is one
 * @param events the address of what it called
 */
public record JobView(
    String id,
    String name,
    boolean named,
    @Nullable String workflow,
    @Nullable String cluster,
    boolean verified,
    String verification,
    @Nullable ServedPolicy policy,
    String noPolicy,
    Moment first,
    RunJob.Counts counts,
    long leftOut,
    String events) {

  static JobView of(String path, RunJob job, Function<AnsweredPolicy, ServedPolicy> served) {
    var id = job.job().correlation().text();
    var name = job.name();
    var workflow = job.workflow();
    var cluster = job.cluster();
    var lookup = job.lookup();
    var answered = lookup == null ? null : lookup.policy();
    return new JobView(
        id,
        name == null ? id : name.name(),
        name != null,
        workflow == null ? null : workflow.name(),
        cluster == null ? null : cluster.name(),
        job.verification().isVerified(),
        job.verification().text(),
        answered == null ? null : served.apply(answered),
        answered != null ? "" : lookup == null ? "no lookup: inline or none" : "none attached",
        new Moment(job.first()),
        job.counts(),
        job.leftOut(),
        Address.of(path)
            .with("tab", RunQuery.Tab.NETWORK_EVENTS.word())
            .with("job", id)
            .toString());
  }

  /** How many calls there were, names that were only asked for left out. */
  public long calls() {
    return counts.allowed() + counts.blocked() + counts.globallyBlocked();
  }

  public long stopped() {
    return counts.blocked() + counts.globallyBlocked();
  }
}

package dev.sallyport.topology.insight;

import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.wire.RunRow;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run's row while an event is taken in. */
final class OpenRun {
  final RepositoryFullName repository;
  final RunId id;

  /** Under which moment it is listed; null if it is not yet. */
  final @Nullable Instant listed;

  private final Set<String> counted;
  @Nullable WorkflowFile workflow;
  Instant first;
  Instant last;
  int jobs;
  int verified;
  long blocked;
  int detections;
  int kept;

  private OpenRun(
      RepositoryFullName repository,
      RunId id,
      @Nullable Instant listed,
      Instant first,
      Instant last,
      List<String> counted) {
    this.listed = listed;
    this.repository = repository;
    this.id = id;
    this.first = first;
    this.last = last;
    this.counted = new LinkedHashSet<>(counted);
  }

  static OpenRun first(RepositoryFullName repository, RunId id, Instant received) {
    return new OpenRun(repository, id, null, received, received, List.of());
  }

  static OpenRun of(RunRow row) {
    var run =
        new OpenRun(
            RepositoryFullName.of(row.getOwner(), row.getRepository()),
            new RunId(row.getRunId()),
            row.getFirst(),
            row.getFirst(),
            row.getLast(),
            row.getCounted());
    var workflow = row.getWorkflow();
    run.workflow = workflow == null ? null : new WorkflowFile(workflow);
    run.jobs = row.getJobs();
    run.verified = row.getVerified();
    run.blocked = row.getBlocked();
    run.detections = row.getDetections();
    run.kept = row.getKept();
    return run;
  }

  RunRow row() {
    var file = workflow;
    return new RunRow(
        repository.owner().name(),
        repository.repository().name(),
        id.digits(),
        file == null ? null : file.name(),
        first,
        last,
        jobs,
        verified,
        blocked,
        detections,
        kept,
        List.copyOf(counted));
  }

  RunSummary summary() {
    return new RunSummary(
        repository, id, workflow, first, last, jobs, verified, blocked, detections);
  }

  /** Whether this baseline counts the run for the first time, and is not one too many. */
  boolean count(String baseline, int most) {
    return counted.size() < most && counted.add(baseline);
  }

  void heard(Instant received) {
    first = received.isBefore(first) ? received : first;
    last = received.isAfter(last) ? received : last;
  }
}

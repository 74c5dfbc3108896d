package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Verification;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.JobRow;
import dev.sallyport.wire.RunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is known of runs and their jobs, in whatever order it comes. Rows that an event is about are
 * open until {@link #keep} puts them back: two copies of one row would lose what one of them holds.
 */
final class Jobs {
  private final RowStore store;
  private final RowReader rows;
  private final Map<Bytes, OpenRun> openRuns = new LinkedHashMap<>();
  private final Map<Bytes, OpenJob> openJobs = new LinkedHashMap<>();

  Jobs(RowStore store) {
    this.store = store;
    this.rows = store.reader();
  }

  /** The job that an event is about, now that it was heard of. */
  OpenJob heardOf(MonitoredJob id, Instant received) {
    var job = open(id, received);
    job.heard(received);
    run(id.repository(), id.run(), received).heard(received);
    return job;
  }

  /** The run of an open job. */
  OpenRun run(OpenJob job) {
    return run(job.id.repository(), job.id.run(), job.last);
  }

  private OpenJob open(MonitoredJob id, Instant received) {
    var key = RowKeys.job(id);
    var open = openJobs.get(key);
    if (open == null) {
      var row = rows.get(key, JobRow.class);
      open = row == null ? first(id, received) : OpenJob.of(row);
      openJobs.put(key, open);
    }
    return open;
  }

  private OpenJob first(MonitoredJob id, Instant received) {
    run(id.repository(), id.run(), received).jobs++;
    store.mark(RowKeys.runOfCorrelation(id), received);
    var job = OpenJob.first(id, received);
    var own = lookup(RowKeys.lookup(id.repository(), id.correlation()));
    if (own != null && (own.run() == null || own.run().equals(id.run()))) {
      job.lookup = own;
      job.ownLookup = true;
    }
    return job;
  }

  /** Puts back what is open. */
  void keep() {
    openJobs.forEach((key, job) -> store.put(key, job.row(), job.last));
    openRuns.forEach((key, run) -> {
      store.put(key, run.row(), run.last);
      list(run);
    });
    openJobs.clear();
    openRuns.clear();
  }

  /**
   * Takes in who asked for the job.
   *
   * @return whether that changes whose reports count
   */
  boolean monitored(OpenJob job, JobMonitored event) {
    var before = job.claim();
    job.monitored = Verification.first(job.monitored, event, job.verification().isVerified());
    if (job.monitored.claim().equals(before)) {
      return false;
    }
    var near = lookup(RowKeys.lookup(job.id.repository(), job.id.run(), event.source()));
    if (!job.ownLookup) {
      job.lookup = near;
    } else if (near != null && job.id.correlation().equals(near.correlation())) {
      take(job, near);
    }
    return true;
  }

  private @Nullable PolicyLookedUp lookup(Bytes key) {
    var record = rows.get(key, dev.sallyport.events.PolicyLookedUp.class);
    return record == null ? null : InsightRecords.decode(record);
  }

  /** Takes in a lookup; the jobs that may be better known by it. */
  List<OpenJob> lookedUp(PolicyLookedUp event) {
    var repository = event.repository();
    var correlation = event.correlation();
    var run = event.run();
    var concerned = new ArrayList<OpenJob>();
    if (correlation != null) {
      store.put(
          RowKeys.lookup(repository, correlation), InsightRecords.encode(event), event.received());
      for (var id : jobs(repository, run, correlation)) {
        var job = heardOf(id, event.received());
        take(job, event);
        concerned.add(job);
      }
    }
    if (run != null) {
      concerned.addAll(byAddress(repository, run, event));
      named(run(repository, run, event.received()), event);
    }
    concerned.forEach(job -> named(run(job), event));
    return concerned;
  }

  // A lookup under the job's own correlation id. None takes a verified job its proof.
  private static void take(OpenJob job, PolicyLookedUp event) {
    if (job.verification().isVerified()
        && !Verification.of(job.monitored, event, null).isVerified()) {
      return;
    }
    var held = job.lookup;
    job.lookup =
        held == null || !job.ownLookup ? event : Verification.nearest(job.monitored, held, event);
    job.ownLookup = true;
  }

  private static void named(OpenRun run, PolicyLookedUp event) {
    run.heard(event.received());
    if (event.workflow() != null) {
      run.workflow = event.workflow();
    }
  }

  // A correlation id without a run is that of any run: hooks may send none.
  private List<MonitoredJob> jobs(
      RepositoryFullName repository, @Nullable RunId run, CorrelationId correlation) {
    if (run != null) {
      return List.of(new MonitoredJob(repository, run, correlation));
    }
    var jobs = new ArrayList<MonitoredJob>();
    rows.keys(
        RowKeys.runsOf(repository, correlation),
        (key, _) -> {
          jobs.add(new MonitoredJob(repository, new RunId(RowKeys.last(key)), correlation));
          return jobs.size() < Run.MOST_JOBS;
        });
    return jobs;
  }

  // Of a run, the jobs that were monitored from where the first lookup now comes from. Later
  // lookups from there find nothing new, and jobs monitored later find the lookup.
  private List<OpenJob> byAddress(RepositoryFullName repository, RunId run, PolicyLookedUp event) {
    var key = RowKeys.lookup(repository, run, event.source());
    var first = !rows.has(key);
    store.put(key, InsightRecords.encode(event), event.received());
    if (!first) {
      return List.of();
    }
    var ids = new ArrayList<MonitoredJob>();
    rows.each(
        RowKeys.jobs(repository, run),
        JobRow.class,
        (_, row) -> {
          ids.add(new MonitoredJob(repository, run, new CorrelationId(row.getCorrelationId())));
          return ids.size() < Run.MOST_JOBS;
        });
    var concerned = new ArrayList<OpenJob>();
    for (var id : ids) {
      var job = open(id, event.received());
      var monitored = job.monitored;
      if (job.lookup == null && monitored != null && monitored.source().equals(event.source())) {
        job.lookup = event;
        concerned.add(job);
      }
    }
    return concerned;
  }

  private OpenRun run(RepositoryFullName repository, RunId id, Instant received) {
    var key = RowKeys.run(repository, id);
    var open = openRuns.get(key);
    if (open == null) {
      var row = rows.get(key, RunRow.class);
      open = row == null ? OpenRun.first(repository, id, received) : OpenRun.of(row);
      openRuns.put(key, open);
    }
    return open;
  }

  // By when it was heard of first, which may turn out to be earlier.
  private void list(OpenRun run) {
    var listed = run.listed;
    if (run.first.equals(listed)) {
      return;
    }
    if (listed != null) {
      store.delete(RowKeys.runOfOwner(run.repository, run.id, listed));
      store.delete(RowKeys.runOfRepository(run.repository, run.id, listed));
    }
    store.mark(RowKeys.runOfOwner(run.repository, run.id, run.first), run.last);
    store.mark(RowKeys.runOfRepository(run.repository, run.id, run.first), run.last);
  }
}

package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.CallRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the calls of verified jobs, in each of the ways that is open to a job: a job whose lookup
 * comes late is counted for its workflow when it does, with all that was reported of it.
 */
final class Counting {
  private static final int REPOSITORY = 1;
  private static final int WORKFLOW = 2;
  private static final int JOB = 4;
  private static final int CLUSTER = 8;
  private static final int SERVED = 16;

  private final RowStore store;
  private final Jobs jobs;
  private final Baselines baselines;
  private final Detecting detecting;
  private final DailyCounts daily;

  Counting(RowStore store, Jobs jobs, Baselines baselines, Detecting detecting) {
    this.store = store;
    this.jobs = jobs;
    this.baselines = baselines;
    this.detecting = detecting;
    this.daily = new DailyCounts(store);
  }

  /** Counts what was not counted yet, now that more may be known of the job. */
  void settle(OpenJob job) {
    showVerified(job);
    var open = open(job);
    var missing = open & ~job.counted;
    var moved =
        (open & job.counted & REPOSITORY) != 0 && !DailyCounts.Whose.of(job).equals(job.daily);
    if (missing == 0 && !moved) {
      return;
    }
    var calls = calls(job);
    if (moved) {
      daily.move(job, calls);
    }
    var run = jobs.run(job);
    if ((missing & REPOSITORY) != 0) {
      job.daily = DailyCounts.Whose.of(job);
      detecting.release(job, run);
    }
    job.counted |= missing;
    calls.forEach(call -> count(job, run, call, missing));
  }

  // A job that was only looked up for may turn out to be monitored by somebody else.
  private void showVerified(OpenJob job) {
    var verified = job.verification().isVerified();
    if (verified != job.verified) {
      job.verified = verified;
      jobs.run(job).verified += verified ? 1 : -1;
    }
  }

  private List<CallRow> calls(OpenJob job) {
    var calls = new ArrayList<CallRow>();
    store.reader().each(RowKeys.calls(job.id), CallRow.class, (_, call) -> calls.add(call));
    calls.removeIf(call -> !job.isOwn(InsightRecords.claim(call)));
    return calls;
  }

  /** Counts a call that is new. */
  void call(OpenJob job, CallRow call) {
    if (job.verification().isVerified()) {
      count(job, jobs.run(job), call, job.counted);
    }
  }

  private void count(OpenJob job, OpenRun run, CallRow call, int ways) {
    var first = (ways & REPOSITORY) != 0;
    switch (InsightRecords.decode(call.getVerdict())) {
      case RESOLVED -> {}
      case BLOCKED, GLOBALLY_BLOCKED -> {
        if (first) {
          run.blocked++;
          daily.count(job, call);
          detecting.blocked(job, run, call);
        }
      }
      case ALLOWED -> {
        if (first) {
          daily.count(job, call);
        }
        if ((ways & SERVED) != 0 && !detecting.unlessEnforced(job, run, call)) {
          job.counted &= ~SERVED; // told when more is known
        }
        baseline(job, run, call, ways);
      }
    }
  }

  private void baseline(OpenJob job, OpenRun run, CallRow call, int ways) {
    var scopes = scopes(job, ways);
    // A run counts when it calls something: one that reports nothing says nothing of a baseline.
    for (var scope : scopes) {
      baselines.run(scope, run);
    }
    var narrowestFirst = scopes(job, ways & ~CLUSTER).reversed();
    if (detecting.unlessExpected(job, run, call, narrowestFirst)) {
      for (var scope : scopes) {
        baselines.call(scope, job, call);
      }
    }
  }

  // Of a job that is not monitored nothing can be reported: to count its run would make a baseline
  // look settled.
  private static int open(OpenJob job) {
    if (job.monitored == null || !job.verification().isVerified()) {
      return 0;
    }
    var open = REPOSITORY;
    if (job.workflow() != null) {
      open |= WORKFLOW | (job.name() == null ? 0 : JOB);
    }
    if (job.cluster() != null) {
      open |= CLUSTER;
    }
    return job.policy() == null ? open : open | SERVED;
  }

  private static List<BaselineScope> scopes(OpenJob job, int ways) {
    var repository = job.id.repository();
    var workflow = job.workflow();
    var name = job.name();
    var cluster = job.cluster();
    var scopes = new ArrayList<BaselineScope>(4);
    if ((ways & REPOSITORY) != 0) {
      scopes.add(new BaselineScope.OfRepository(repository));
    }
    if ((ways & WORKFLOW) != 0 && workflow != null) {
      scopes.add(new BaselineScope.OfWorkflow(repository, workflow));
    }
    if ((ways & JOB) != 0 && workflow != null && name != null) {
      scopes.add(new BaselineScope.OfJob(repository, workflow, name));
    }
    if ((ways & CLUSTER) != 0 && cluster != null) {
      scopes.add(new BaselineScope.OfCluster(repository.owner(), cluster));
    }
    return scopes;
  }
}

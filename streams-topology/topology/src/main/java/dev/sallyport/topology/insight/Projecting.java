package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Observation;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.CallRow;
import dev.sallyport.wire.CallVerdict;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes in what was reported of the jobs of one partition, each event once in effect: what comes
 * again, late, early or out of order comes to the same.
 */
final class Projecting {
  /** The most calls of a job that are kept; more are counted. */
  static final int MOST_CALLS = 2_000;

  /** The same of jobs of a run that are not verified: one lookup may verify all of them. */
  static final int MOST_CALLS_OF_A_RUN = 20_000;

  /** Of a verified job, calls that somebody else reports who asked for it. */
  static final int MOST_CALLS_OF_OTHERS = 100;

  private static final int HASH_BYTES = 16;

  private final RowStore store;
  private final Jobs jobs;
  private final Runners runners;
  private final Counting counting;
  private final Detecting detecting;

  private Projecting(RowStore store, Jobs jobs, Counting counting, Detecting detecting) {
    this.store = store;
    this.jobs = jobs;
    this.runners = new Runners(store);
    this.counting = counting;
    this.detecting = detecting;
  }

  /**
   * @param tell of detections, each once
   */
  static Projecting into(
      KeyValueStore<Bytes, byte[]> rows,
      InsightSettings settings,
      PolicyContents contents,
      Suppressions suppressions,
      Consumer<DetectionFound> tell) {
    var store = new RowStore(rows);
    var jobs = new Jobs(store);
    var baselines = new Baselines(store, settings);
    var detecting =
        new Detecting(
            store,
            baselines,
            contents,
            (found, received) ->
                InsightRecords.encode(found, received, suppressions.suppressing(found)),
            tell);
    return new Projecting(store, jobs, new Counting(store, jobs, baselines, detecting), detecting);
  }

  void take(TelemetryEvent event) {
    switch (event) {
      case JobMonitored monitored -> {
        var job = jobs.heardOf(monitored.job(), monitored.received());
        if (jobs.monitored(job, monitored)) {
          tellApart(job);
        }
        counting.settle(job);
      }
      case PolicyLookedUp lookup -> {
        runners.seen(lookup);
        jobs.lookedUp(lookup).forEach(counting::settle);
      }
      case ProcessDetected detected -> detected(detected);
      case DetectionResolved resolved -> detecting.resolved(resolved);
      case NameResolved name -> call(Observation.of(name));
      case ConnectionSeen connection -> {
        var call = Observation.of(connection);
        if (call != null) {
          call(call);
        }
      }
    }
    jobs.keep();
  }

  private void detected(ProcessDetected event) {
    var run = event.job().run();
    if (run == null) {
      detecting.ofUnknownRun(event);
      return;
    }
    var job =
        jobs.heardOf(
            new MonitoredJob(event.repository(), run, event.job().correlation()), event.received());
    detecting.reported(job, jobs.run(job), event);
  }

  private void call(Observation observation) {
    var key = RowKeys.call(observation.job(), distinct(observation));
    var held = store.reader().get(key, CallRow.class);
    if (held != null) {
      if (observation.at().isBefore(held.getAt())) {
        store.put(key, InsightRecords.encode(observation, held.getReceived()), held.getReceived());
      }
      return;
    }
    var job = jobs.heardOf(observation.job(), observation.received());
    var call = InsightRecords.encode(observation);
    var run = jobs.run(job);
    var room = run.kept < MOST_CALLS_OF_A_RUN;
    if (!job.isOwn(observation.claim())) {
      // Whoever shows a runner key later may turn out to be the job.
      var most = job.verified ? MOST_CALLS_OF_OTHERS : MOST_CALLS;
      if (job.others < most && room) {
        job.others++;
        run.kept++;
        store.put(key, call, observation.received());
      }
      return;
    }
    add(job, observation.verdict());
    // Strangers cannot use up the room of a job that is known.
    if (job.kept < MOST_CALLS && (job.verified || room)) {
      job.kept++;
      run.kept += job.verified ? 0 : 1;
      store.put(key, call, observation.received());
      remember(job, call);
    } else {
      job.leftOut++;
    }
    counting.call(job, call);
  }

  // Once it is known who the job is, what others reported before is theirs.
  private void tellApart(OpenJob job) {
    job.counted = 0;
    job.kept = 0;
    job.others = 0;
    job.allowed = 0;
    job.blocked = 0;
    job.globallyBlocked = 0;
    job.resolved = 0;
    job.leftOut = 0;
    var calls = new ArrayList<CallRow>();
    store.reader().each(RowKeys.calls(job.id), CallRow.class, (_, call) -> calls.add(call));
    for (var call : calls) {
      if (job.isOwn(InsightRecords.claim(call))) {
        job.kept++;
        add(job, InsightRecords.decode(call.getVerdict()));
        remember(job, call);
      } else {
        job.others++;
      }
    }
  }

  // Which name an address stands for in this job.
  private void remember(OpenJob job, CallRow call) {
    var address = call.getAddress();
    if (call.getVerdict() == CallVerdict.RESOLVED && address != null) {
      store.put(RowKeys.nameOfAddress(job.id, address), call, call.getReceived());
    }
  }

  private static void add(OpenJob job, Verdict verdict) {
    switch (verdict) {
      case ALLOWED -> job.allowed++;
      case BLOCKED -> job.blocked++;
      case GLOBALLY_BLOCKED -> job.globallyBlocked++;
      case RESOLVED -> job.resolved++;
    }
  }

  /** Agents report each program, address and port once; whatever comes again is the same call. */
  private static byte[] distinct(Observation call) {
    var text = new StringBuilder();
    text.append(call.destination()).append('\n').append(call.address()).append('\n');
    text.append(call.verdict()).append('\n').append(call.claim()).append('\n');
    for (ObservedProcess process : call.processes().processes()) {
      text.append(process.name()).append('\n').append(process.sha256()).append('\n');
    }
    return Digest.bytes(text.toString(), HASH_BYTES);
  }
}

package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.EgressCheck;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.CallRow;
import dev.sallyport.wire.DetectionRow;
import dev.sallyport.wire.ResolvedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;

/** Finds what stands out in the calls of verified jobs, and tells it once. */
final class Detecting {
  private static final Duration LATEST_REPORT = Duration.ofHours(1);

  /** Of a job and one who reports for it, before it is known whether that counts. */
  private static final int MOST_QUARANTINED = 100;

  /** Of a repository: whoever holds a runner key can make them up. */
  private static final int MOST_OF_UNKNOWN_RUNS = 1_000;

  private final RowStore store;
  private final Baselines baselines;
  private final PolicyContents contents;
  private final BiFunction<Detection, Instant, DetectionFound> encode;
  private final Consumer<DetectionFound> tell;

  /**
   * @param encode for the topic and the store alike, with the suppression rule that holds
   */
  Detecting(
      RowStore store,
      Baselines baselines,
      PolicyContents contents,
      BiFunction<Detection, Instant, DetectionFound> encode,
      Consumer<DetectionFound> tell) {
    this.store = store;
    this.baselines = baselines;
    this.contents = contents;
    this.encode = encode;
    this.tell = tell;
  }

  void blocked(OpenJob job, OpenRun run, CallRow call) {
    found(job, run, DetectionType.DOMAIN_BLOCKED, call);
  }

  /**
   * A call outside the narrowest baseline that is stable. Before the call is counted.
   *
   * @param scopes the narrowest first
   * @return whether it may be counted: not if it stands out and there is no room to tell it
   */
  boolean unlessExpected(OpenJob job, OpenRun run, CallRow call, List<BaselineScope> scopes) {
    for (var scope : scopes) {
      if (baselines.isStable(scope, job.id.repository())) {
        return baselines.holds(scope, job, call)
            || found(job, run, DetectionType.NEW_OUTBOUND_NETWORK_CALL, call);
      }
    }
    return true;
  }

  /**
   * A call that got through although the policy that the job was served would have blocked it: an
   * inline list in the workflow file takes the place of the stored one, and an agent that cannot
   * resolve one endpoint enforces nothing.
   *
   * @return whether it could be told
   */
  boolean unlessEnforced(OpenJob job, OpenRun run, CallRow call) {
    var policy = job.policy();
    if (policy == null) {
      return true;
    }
    var rules = contents.rules(job.id.repository().owner(), policy.policy(), policy.version());
    if (rules != null && EgressCheck.blocks(rules, named(job, call))) {
      found(job, run, DetectionType.POLICY_NOT_ENFORCED_AS_SERVED, call);
    }
    return rules != null;
  }

  // An agent may not remember which name an address came from; the job's own lookups of names do.
  private Destination named(OpenJob job, CallRow call) {
    var destination = InsightRecords.destination(call);
    if (!destination.isAddress()) {
      return destination;
    }
    var key = RowKeys.nameOfAddress(job.id, destination.host());
    var resolved = store.reader().get(key, CallRow.class);
    return resolved == null || !job.isOwn(InsightRecords.claim(resolved))
        ? destination
        : new Destination(resolved.getHost(), destination.port());
  }

  /** Takes in what an agent says of a process: at once if the job is proven, else when it is. */
  void reported(OpenJob job, OpenRun run, ProcessDetected event) {
    // What is known of the job by now is more than whoever reported it knew.
    var detection = detection(event, job.detected());
    if (event.proven() || (job.verification().isVerified() && job.isOwn(event.claim()))) {
      keep(job, run, detection);
      return;
    }
    var reporter = event.claim() == null ? job.claim() : event.claim();
    if (count(RowKeys.quarantinedOf(job.id, reporter), MOST_QUARANTINED) < MOST_QUARANTINED) {
      store.put(
          RowKeys.quarantined(job.id, reporter, detection.id()),
          encode.apply(detection, event.received()),
          event.received());
    }
  }

  private int count(Bytes prefix, int most) {
    var count = new int[1];
    store.reader().keys(prefix, (_, _) -> ++count[0] < most);
    return count[0];
  }

  /** The same where no run is known, which only a runner key can report. */
  void ofUnknownRun(ProcessDetected event) {
    var detection = detection(event, event.job());
    var key = RowKeys.detection(event.repository(), detection.id());
    if (event.proven()
        && !store.reader().has(key)
        && count(RowKeys.detectionsOf(event.repository(), null), MOST_OF_UNKNOWN_RUNS)
            < MOST_OF_UNKNOWN_RUNS) {
      tell(detection, event.received());
    }
  }

  private static Detection detection(ProcessDetected event, DetectedJob job) {
    var processes =
        event.processes().processes().stream()
            .map(ObservedProcess::name)
            .collect(Collectors.joining("\n"));
    return new Detection(
        DetectionId.of(event.type(), job, event.detail() + "\n" + processes),
        event.type(),
        job,
        event.time().at(),
        null,
        null,
        event.processes(),
        event.policy(),
        false,
        event.action());
  }

  /** Somebody saw to a detection. One that is no longer kept is nobody's concern. */
  void resolved(DetectionResolved event) {
    var key = RowKeys.detection(event.repository(), event.detection());
    var row = store.reader().get(key, DetectionRow.class);
    if (row != null) {
      var by = new ResolvedBy(event.actor().id(), event.actor().name(), event.received());
      store(
          InsightRecords.decode(row.getFound()),
          new DetectionRow(row.getFound(), event.resolved() ? by : null),
          event.received());
    }
  }

  /** What was reported of a job before it was verified counts from now on. */
  void release(OpenJob job, OpenRun run) {
    var held = new ArrayList<DetectionFound>();
    store
        .reader()
        .each(
            RowKeys.quarantinedOf(job.id, job.claim()),
            DetectionFound.class,
            (_, record) -> {
              held.add(record);
              return true;
            });
    for (var record : held) {
      var detection = InsightRecords.decode(record);
      store.delete(RowKeys.quarantined(job.id, job.claim(), detection.id()));
      keep(job, run, detection);
    }
  }

  private boolean found(OpenJob job, OpenRun run, DetectionType type, CallRow call) {
    var destination = InsightRecords.destination(call);
    var detected = job.detected();
    return keep(
        job,
        run,
        new Detection(
            DetectionId.of(type, detected, destination.host()),
            type,
            detected,
            happened(call),
            destination,
            InsightRecords.address(call),
            InsightRecords.processes(call),
            job.policy(),
            InsightRecords.decode(call.getVerdict()) == Verdict.GLOBALLY_BLOCKED,
            null));
  }

  // Agents report at once. A time far back would let a job hide behind a rule that was removed.
  private static Instant happened(CallRow call) {
    var earliest = call.getReceived().minus(LATEST_REPORT);
    return call.getAt().isBefore(earliest) ? earliest : call.getAt();
  }

  /** Whether it is kept, or was. */
  private boolean keep(OpenJob job, OpenRun run, Detection detection) {
    var key = RowKeys.detection(detection.job().repository(), detection.id());
    var held = store.reader().get(key, DetectionRow.class);
    if (held != null) {
      // Only the record of the name tells of the global block list, and records come in any order.
      if (detection.globally() && !held.getFound().getGloballyBlocked()) {
        var first = held.getFound();
        var found =
            encode.apply(
                InsightRecords.decode(first).byGlobalBlockList(), first.getMeta().getReceived());
        store(detection, new DetectionRow(found, held.getResolved()), job.last);
      }
      return true;
    }
    if (run.detections >= most(detection.type())) {
      return false;
    }
    run.detections++;
    tell(detection, job.last);
    return true;
  }

  // A job can call what it likes: many detections of a kind leave room for those that matter more.
  private static int most(DetectionType type) {
    return switch (type) {
      case DOMAIN_BLOCKED -> 300;
      case NEW_OUTBOUND_NETWORK_CALL -> 600;
      case POLICY_NOT_ENFORCED_AS_SERVED -> 900;
      case PRIVILEGED_CONTAINER, REVERSE_SHELL, RUNNER_WORKER_MEMORY_READ -> 1_200;
    };
  }

  private void tell(Detection detection, Instant touched) {
    var record = encode.apply(detection, touched);
    store(detection, new DetectionRow(record, null), touched);
    tell.accept(record);
  }

  // The rows that lead to it are touched with it, so that they are not forgotten before it is.
  private void store(Detection detection, DetectionRow row, Instant touched) {
    var repository = detection.job().repository();
    store.put(RowKeys.detection(repository, detection.id()), row, touched);
    store.mark(RowKeys.repositoryOfDetection(repository, detection.id()), touched);
    var run = detection.job().run();
    store.mark(RowKeys.detectionOfRun(repository, run, detection.id()), touched);
  }
}

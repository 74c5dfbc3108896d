package dev.sallyport.topology.insight;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.DomainName;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ObservedPort;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof.OfRunnerKey;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import dev.sallyport.domain.telemetry.TelemetryEvent.RunnerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job of acme/app and what is reported of it, for tests.
 *
 * @param cluster of the runner key that it asks to be monitored with; null if it shows none
 */
record Reported(
    String run, String correlation, String source, @Nullable String cluster, Instant at) {
  static final RepositoryFullName APP = RepositoryFullName.of("Acme", "app");
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  static final String HOSTED = "0b7c1a52-3f0e-4d34-8f3a-6b1f5d0c9a11";

  static Reported job(String run) {
    return new Reported(
        run,
        HOSTED.substring(0, 30) + "%06d".formatted(Long.valueOf(run)),
        "192.0.2.1",
        null,
        NOON);
  }

  Reported from(String other) {
    return new Reported(run, correlation, other, cluster, at);
  }

  Reported called(String other) {
    return new Reported(run, other, source, cluster, at);
  }

  Reported later(Duration by) {
    return new Reported(run, correlation, source, cluster, at.plus(by));
  }

  Reported withRunnerKeyOf(String other) {
    return new Reported(run, correlation, source, other, at);
  }

  MonitoredJob id() {
    return new MonitoredJob(APP, new RunId(run), new CorrelationId(correlation));
  }

  JobMonitored monitored() {
    return monitored("build");
  }

  JobMonitored monitored(String name) {
    return new JobMonitored(
        id(),
        new JobName(name),
        new SourceAddress(source),
        cluster == null ? null : key(cluster),
        at);
  }

  private Claim claim() {
    return monitored().claim();
  }

  private static RunnerKey key(@Nullable String cluster) {
    return new RunnerKey(
        new KeyId("0123456789abcdef"),
        cluster == null || cluster.isEmpty() ? null : new ClusterName(cluster));
  }

  PolicyLookedUp lookedUp() {
    return lookedUp("ci.yml", null);
  }

  PolicyLookedUp lookedUp(String workflow, @Nullable String policy) {
    return lookedUp(workflow, policy, null);
  }

  PolicyLookedUp lookedUp(String workflow, @Nullable String policy, @Nullable String on) {
    return new PolicyLookedUp(
        APP,
        new WorkflowFile(workflow),
        new RunId(run),
        new CorrelationId(correlation),
        new SourceAddress(source),
        new OfRunnerKey(key(on)),
        on == null ? null : new ClusterName(on),
        policy == null
            ? null
            : new AnsweredPolicy(new PolicyName(policy), 7, 9, new Scope.Organization()),
        at);
  }

  ConnectionSeen connected(String host, String... processes) {
    return connection(host, "104.16.1.34", "443", false, GlobalBlock.NONE, processes);
  }

  ConnectionSeen dropped(String host, String... processes) {
    return connection(host, "104.16.1.34", "443(https)", true, GlobalBlock.NONE, processes);
  }

  ConnectionSeen connection(
      @Nullable String host,
      String address,
      String port,
      boolean dropped,
      GlobalBlock block,
      String... processes) {
    return new ConnectionSeen(
        id(),
        claim(),
        new IpAddress(address),
        ObservedPort.of(port),
        host == null ? null : DomainName.of(host),
        new ReportedTime(at, false),
        new ProcessChain(
            Arrays.stream(processes).map(name -> new ObservedProcess(name, "")).toList(), false),
        dropped,
        block,
        at);
  }

  NameResolved resolved(String host, String address) {
    return new NameResolved(
        id(),
        claim(),
        DomainName.of(host),
        new IpAddress(address),
        new ReportedTime(at, false),
        GlobalBlock.NONE,
        at);
  }

  ProcessDetected detected(String type, boolean proven) {
    return new ProcessDetected(
        new DetectedJob(APP, new RunId(run), new CorrelationId(correlation), null, null, null),
        claim(),
        DetectionType.named(type).orElseThrow(),
        new ProcessChain(List.of(new ObservedProcess("bash", "")), false),
        "",
        new ReportedTime(at, false),
        proven,
        LockdownAction.RECORD,
        null,
        at);
  }

  static DetectionResolved resolved(DetectionId id, boolean resolved) {
    return new DetectionResolved(
        APP, id, resolved, new Actor(Actor.Kind.API_KEY, "k1", "Key"), NOON);
  }
}

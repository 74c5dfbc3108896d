package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.DomainName;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof.OfRunnerKey;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.domain.telemetry.TelemetryEvent.RunnerKey;
import java.time.Instant;

/** Telemetry of a repository, for tests. */
final class Observed {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final SourceAddress SOURCE = SourceAddress.of("192.0.2.1");

  private Observed() {}

  static JobMonitored monitored(RepositoryFullName repository, String run) {
    return new JobMonitored(job(repository, run), new JobName("build"), SOURCE, null, NOW);
  }

  static NameResolved resolved(RepositoryFullName repository, String domain) {
    return new NameResolved(
        job(repository, "1"),
        Claim.of(SOURCE),
        new DomainName(domain),
        new IpAddress("104.16.1.34"),
        new ReportedTime(NOW, false),
        GlobalBlock.NONE,
        NOW);
  }

  static PolicyLookedUp lookedUp(RepositoryFullName repository, String run) {
    return new PolicyLookedUp(
        repository,
        null,
        new RunId(run),
        new CorrelationId("c"),
        SOURCE,
        new OfRunnerKey(new RunnerKey(new KeyId("0123456789abcdef"), null)),
        null,
        null,
        NOW);
  }

  private static MonitoredJob job(RepositoryFullName repository, String run) {
    return new MonitoredJob(repository, new RunId(run), new CorrelationId("c"));
  }
}

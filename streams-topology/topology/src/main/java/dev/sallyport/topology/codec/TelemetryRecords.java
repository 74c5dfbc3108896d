package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.DomainName;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ObservedPort;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof.OfIdentityToken;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof.OfRunnerKey;
import dev.sallyport.events.ConnectionSeen;
import dev.sallyport.events.DetectionResolved;
import dev.sallyport.events.JobMonitored;
import dev.sallyport.events.LookupProof;
import dev.sallyport.events.NameResolved;
import dev.sallyport.events.ObservedProcess;
import dev.sallyport.events.PolicyLookedUp;
import dev.sallyport.events.ProcessDetected;
import dev.sallyport.events.RunnerKey;
import dev.sallyport.events.TelemetryMeta;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One Avro record for each telemetry event of the domain. */
final class TelemetryRecords {
  private TelemetryRecords() {}

  static SpecificRecord encode(TelemetryEvent event) {
    var meta = meta(event.repository(), event.received());
    return switch (event) {
      case TelemetryEvent.JobMonitored(var job, var name, var source, var key, _) ->
          new JobMonitored(
              meta,
              job.run().digits(),
              job.correlation().text(),
              map(name, JobName::name),
              source.text(),
              map(key, TelemetryRecords::encode));
      case TelemetryEvent.PolicyLookedUp it ->
          new PolicyLookedUp(
              meta,
              map(it.workflow(), WorkflowFile::name),
              map(it.run(), RunId::digits),
              map(it.correlation(), CorrelationId::text),
              it.source().text(),
              switch (it.proof()) {
                case OfRunnerKey _ -> LookupProof.RUNNER_KEY;
                case OfIdentityToken _ -> LookupProof.IDENTITY_TOKEN;
              },
              switch (it.proof()) {
                case OfRunnerKey(var key) -> encode(key);
                case OfIdentityToken _ -> null;
              },
              map(it.cluster(), ClusterName::name),
              map(it.answered(), TelemetryRecords::encode));
      case TelemetryEvent.NameResolved(
              var job,
              var claim,
              var domain,
              var address,
              var time,
              var block,
              _) ->
          new NameResolved(
              meta,
              job.run().digits(),
              job.correlation().text(),
              domain.text(),
              address.text(),
              time.at(),
              time.replaced(),
              block.matched(),
              block.reason(),
              map(claim, Claim::digits));
      case TelemetryEvent.ConnectionSeen it ->
          new ConnectionSeen(
              meta,
              it.job().run().digits(),
              it.job().correlation().text(),
              map(it.address(), IpAddress::text),
              map(it.port(), ObservedPort::number),
              map(it.domain(), DomainName::text),
              it.time().at(),
              it.time().replaced(),
              encode(it.processes()),
              it.processes().cut(),
              it.dropped(),
              it.block().matched(),
              it.block().reason(),
              map(it.claim(), Claim::digits));
      case TelemetryEvent.ProcessDetected it -> DetectionRecords.encode(it, meta);
      case TelemetryEvent.DetectionResolved it -> DetectionRecords.encode(it, meta);
    };
  }

  /** Throws {@link IllegalArgumentException} for values that the domain cannot hold. */
  static TelemetryEvent decode(SpecificRecord written) {
    return switch (written) {
      case JobMonitored e ->
          new TelemetryEvent.JobMonitored(
              job(e.getMeta(), e.getRunId(), e.getCorrelationId()),
              map(e.getJob(), JobName::new),
              new SourceAddress(e.getSourceAddress()),
              map(e.getRunnerKey(), TelemetryRecords::decode),
              e.getMeta().getReceived());
      case PolicyLookedUp e ->
          new TelemetryEvent.PolicyLookedUp(
              repository(e.getMeta()),
              map(e.getWorkflow(), WorkflowFile::new),
              map(e.getRunId(), RunId::new),
              map(e.getCorrelationId(), CorrelationId::new),
              new SourceAddress(e.getSourceAddress()),
              proof(e),
              map(e.getCluster(), ClusterName::new),
              map(e.getAnswered(), TelemetryRecords::decode),
              e.getMeta().getReceived());
      case NameResolved e ->
          new TelemetryEvent.NameResolved(
              job(e.getMeta(), e.getRunId(), e.getCorrelationId()),
              map(e.getClaim(), Claim::new),
              new DomainName(e.getDomain()),
              new IpAddress(e.getAddress()),
              new ReportedTime(e.getReported(), e.getTimeReplaced()),
              new GlobalBlock(e.getGloballyBlocked(), e.getReason()),
              e.getMeta().getReceived());
      case ConnectionSeen e ->
          new TelemetryEvent.ConnectionSeen(
              job(e.getMeta(), e.getRunId(), e.getCorrelationId()),
              map(e.getClaim(), Claim::new),
              map(e.getAddress(), IpAddress::new),
              map(e.getPort(), ObservedPort::new),
              map(e.getDomain(), DomainName::new),
              new ReportedTime(e.getReported(), e.getTimeReplaced()),
              new ProcessChain(decode(e.getProcesses()), e.getProcessesCut()),
              e.getDropped(),
              new GlobalBlock(e.getGloballyBlocked(), e.getReason()),
              e.getMeta().getReceived());
      case ProcessDetected e -> DetectionRecords.decode(e);
      case DetectionResolved e -> DetectionRecords.decode(e);
      default ->
          throw new IllegalArgumentException("no telemetry, or a type that a newer version knows");
    };
  }

  private static TelemetryMeta meta(RepositoryFullName repository, Instant received) {
    return new TelemetryMeta(
        repository.owner().name(), repository.repository().name(), repository.key(), received);
  }

  static RepositoryFullName repository(TelemetryMeta meta) {
    return RepositoryFullName.of(meta.getOwner(), meta.getRepository());
  }

  private static MonitoredJob job(TelemetryMeta meta, String run, String correlation) {
    return new MonitoredJob(repository(meta), new RunId(run), new CorrelationId(correlation));
  }

  private static RunnerKey encode(TelemetryEvent.RunnerKey key) {
    return new RunnerKey(key.id().value(), map(key.cluster(), ClusterName::name));
  }

  private static TelemetryEvent.RunnerKey decode(RunnerKey key) {
    return new TelemetryEvent.RunnerKey(
        new KeyId(key.getKeyId()), map(key.getCluster(), ClusterName::new));
  }

  private static TelemetryEvent.LookupProof proof(PolicyLookedUp lookup) {
    return switch (lookup.getProof()) {
      case RUNNER_KEY -> {
        var key = lookup.getRunnerKey();
        if (key == null) {
          throw new IllegalArgumentException("a lookup without its runner key");
        }
        yield new OfRunnerKey(decode(key));
      }
      case IDENTITY_TOKEN -> new OfIdentityToken();
      case UNKNOWN ->
          throw new IllegalArgumentException("a proof of a kind that a newer version knows");
    };
  }

  static dev.sallyport.events.AnsweredPolicy encode(AnsweredPolicy answered) {
    return new dev.sallyport.events.AnsweredPolicy(
        answered.policy().value(),
        answered.version(),
        answered.revision(),
        map(answered.scope(), ScopeValues::encode));
  }

  static AnsweredPolicy decode(dev.sallyport.events.AnsweredPolicy answered) {
    return new AnsweredPolicy(
        new PolicyName(answered.getPolicy()),
        answered.getVersion(),
        answered.getRevision(),
        map(answered.getScope(), ScopeValues::decode));
  }

  static List<ObservedProcess> encode(ProcessChain chain) {
    return chain.processes().stream()
        .map(each -> new ObservedProcess(each.name(), each.sha256()))
        .toList();
  }

  static List<dev.sallyport.domain.telemetry.ObservedProcess> decode(
      List<ObservedProcess> written) {
    return written.stream()
        .map(each ->
            new dev.sallyport.domain.telemetry.ObservedProcess(each.getName(), each.getSha256()))
        .toList();
  }

  static <T, R> @Nullable R map(@Nullable T value, Function<T, R> change) {
    return value == null ? null : change.apply(value);
  }
}

package dev.sallyport.topology.codec;

import static dev.sallyport.topology.codec.ArbitraryValues.actors;
import static dev.sallyport.topology.codec.ArbitraryValues.counts;
import static dev.sallyport.topology.codec.ArbitraryValues.keyIds;
import static dev.sallyport.topology.codec.ArbitraryValues.moments;
import static dev.sallyport.topology.codec.ArbitraryValues.owners;
import static dev.sallyport.topology.codec.ArbitraryValues.plainTexts;
import static dev.sallyport.topology.codec.ArbitraryValues.policyNames;
import static dev.sallyport.topology.codec.ArbitraryValues.repositories;
import static dev.sallyport.topology.codec.ArbitraryValues.scopes;
import static dev.sallyport.topology.codec.ArbitraryValues.texts;

import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.names.ClusterName;
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
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.DetectionResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.JobMonitored;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import dev.sallyport.domain.telemetry.TelemetryEvent.RunnerKey;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Arbitrary telemetry. */
final class ArbitraryTelemetry {
  private ArbitraryTelemetry() {}

  static Arbitrary<TelemetryEvent> events() {
    return Arbitraries.oneOf(types());
  }

  /** One for each type. */
  static List<Arbitrary<? extends TelemetryEvent>> types() {
    return List.of(
        Combinators.combine(
                jobs(),
                plainTexts().map(JobName::new).injectNull(0.3),
                sources(),
                runnerKeys().injectNull(0.5),
                moments())
            .as(JobMonitored::new),
        Combinators.combine(
                repositoryNames(),
                plainTexts().map(WorkflowFile::new).injectNull(0.3),
                runs().injectNull(0.3),
                correlations().injectNull(0.3),
                sources(),
                proofs(),
                plainTexts().map(ClusterName::new).injectNull(0.3),
                answers().injectNull(0.3))
            .flatAs(ArbitraryTelemetry::lookups),
        Combinators.combine(
                jobs(),
                claims().injectNull(0.3),
                domains(),
                addresses(),
                times(),
                blocks(),
                moments())
            .as(NameResolved::new),
        Combinators.combine(
                Combinators.combine(jobs(), claims().injectNull(0.3)).as(Claimed::new),
                addresses().injectNull(0.5),
                Arbitraries.integers().between(0, 65_535).map(ObservedPort::new).injectNull(0.3),
                domains(),
                times(),
                chains(),
                blocks(),
                moments())
            .as((claimed, address, port, domain, time, chain, block, received) ->
                new ConnectionSeen(
                    claimed.job(),
                    claimed.claim(),
                    address,
                    port,
                    domain,
                    time,
                    chain,
                    time.replaced(),
                    block,
                    received)),
        Combinators.combine(
                detectedJobs(),
                Arbitraries.of(DetectionType.values()).filter(DetectionType::isOfProcess),
                chains(),
                texts(),
                times(),
                answers().injectNull(0.3),
                Arbitraries.of(true, false),
                moments())
            .as((job, type, chain, detail, time, policy, proven, received) ->
                new ProcessDetected(
                    job,
                    proven ? null : Claim.of(new SourceAddress("192.0.2.1")),
                    type,
                    chain,
                    detail,
                    time,
                    proven || job.run() == null,
                    proven && policy != null ? LockdownAction.TERMINATE : LockdownAction.RECORD,
                    policy,
                    received)),
        Combinators.combine(
                repositoryNames(),
                Arbitraries.strings()
                    .withChars("0123456789abcdef")
                    .ofLength(32)
                    .map(DetectionId::new),
                Arbitraries.of(true, false),
                actors(),
                moments())
            .as(DetectionResolved::new));
  }

  private record Claimed(MonitoredJob job, @Nullable Claim claim) {}

  private static Arbitrary<Claim> claims() {
    return sources().map(Claim::of);
  }

  private static Arbitrary<DetectedJob> detectedJobs() {
    return Combinators.combine(
            repositoryNames(),
            runs().injectNull(0.3),
            correlations(),
            plainTexts().map(WorkflowFile::new).injectNull(0.3),
            plainTexts().map(JobName::new).injectNull(0.3),
            plainTexts().map(ClusterName::new).injectNull(0.3))
        .as(DetectedJob::new);
  }

  // There are more fields than a combinator takes.
  private static Arbitrary<PolicyLookedUp> lookups(
      RepositoryFullName repository,
      @Nullable WorkflowFile workflow,
      @Nullable RunId run,
      @Nullable CorrelationId correlation,
      SourceAddress source,
      LookupProof proof,
      @Nullable ClusterName cluster,
      @Nullable AnsweredPolicy answered) {
    return moments()
        .map((Instant received) ->
            new PolicyLookedUp(
                repository,
                workflow,
                run,
                correlation,
                source,
                proof,
                cluster,
                answered,
                received));
  }

  private static Arbitrary<MonitoredJob> jobs() {
    return Combinators.combine(repositoryNames(), runs(), correlations()).as(MonitoredJob::new);
  }

  private static Arbitrary<RepositoryFullName> repositoryNames() {
    return Combinators.combine(owners().filter(owner -> !owner.isTenant()), repositories())
        .as(RepositoryFullName::new);
  }

  private static Arbitrary<RunId> runs() {
    return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20).map(RunId::new);
  }

  private static Arbitrary<CorrelationId> correlations() {
    return plainTexts().map(CorrelationId::new);
  }

  private static Arbitrary<SourceAddress> sources() {
    return Arbitraries.of("192.0.2.1", "2001:db8::1", "_hidden").map(SourceAddress::of);
  }

  private static Arbitrary<RunnerKey> runnerKeys() {
    return Combinators.combine(keyIds(), plainTexts().map(ClusterName::new).injectNull(0.5))
        .as(RunnerKey::new);
  }

  private static Arbitrary<LookupProof> proofs() {
    return Arbitraries.oneOf(
        runnerKeys().map(LookupProof.OfRunnerKey::new),
        Arbitraries.just(new LookupProof.OfIdentityToken()));
  }

  private static Arbitrary<AnsweredPolicy> answers() {
    return Combinators.combine(policyNames(), counts(), counts(), scopes().injectNull(0.3))
        .as(AnsweredPolicy::new);
  }

  private static Arbitrary<DomainName> domains() {
    return plainTexts().map(DomainName::of);
  }

  private static Arbitrary<IpAddress> addresses() {
    return Arbitraries.of("104.16.1.34", "54.185.253.63", "2001:db8::1").map(IpAddress::new);
  }

  private static Arbitrary<ReportedTime> times() {
    return Combinators.combine(moments(), Arbitraries.of(true, false)).as(ReportedTime::new);
  }

  private static Arbitrary<GlobalBlock> blocks() {
    return Combinators.combine(Arbitraries.of(true, false), texts().injectNull(0.5))
        .as(GlobalBlock::new);
  }

  private static Arbitrary<ProcessChain> chains() {
    return Combinators.combine(
            Combinators.combine(texts(), texts())
                .as(ObservedProcess::new)
                .list()
                .ofMaxSize(ProcessChain.MOST),
            Arbitraries.of(true, false))
        .as(ProcessChain::new);
  }
}

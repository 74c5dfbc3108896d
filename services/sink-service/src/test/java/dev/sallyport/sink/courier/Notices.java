package dev.sallyport.sink.courier;

import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.sink.courier.Notice.Happened;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Notices to deliver. */
public final class Notices {
  public static final Owner OWNER = Owner.organization("Acme");
  public static final Instant AT = Instant.parse("2026-11-28T06:59:00Z");

  /** What somebody may write to be taken for Sallyport, or to call everybody. */
  public static final String HOSTILE =
      "<!channel> <https://evil.example|login> @here [log in](https://evil.example) *b* `c` ~d~ _e_"
          + " <b>&amp; ```x";

  private static final IntegrationId INTEGRATION =
      new IntegrationId("00000000000000000000000000000001");

  private Notices() {}

  /** Different ones, of a policy that was updated. */
  public static List<Notice> some(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> updated(i + 1, "egress-policy: audit\n", "egress-policy: block\n"))
        .toList();
  }

  public static Notice updated(long sequence, String before, String after) {
    return of(
        sequence,
        new PolicyUpdated(new PolicyName("build"), sequence + 1, before, content(after), null));
  }

  /** Every text that people can choose holds {@link #HOSTILE}. */
  public static Notice hostile() {
    var name = new PolicyName(HOSTILE.replace("/", "").substring(0, 100).strip());
    return of(7, new PolicyUpdated(name, 8, "# old\n", content("# " + HOSTILE + "\n"), null));
  }

  public static Notice attached(Scope... scopes) {
    return of(
        3,
        new PolicyAttached(
            new PolicyName("build"),
            List.of(scopes).stream().map(scope -> new Placement(scope, 1)).toList(),
            List.of(),
            List.of(),
            Part.WHOLE));
  }

  public static Scope repository(String name) {
    return new Scope.Repository(RepositoryName.of(name));
  }

  public static Notice of(long sequence, PolicyEvent event) {
    var meta =
        new EventMeta(
            new UUID(0, sequence),
            OWNER,
            sequence,
            AT,
            new Actor(Actor.Kind.MEMBER, "https://id.example 17", "Ada <!here> Lovelace"),
            Source.UI,
            new CommandId(new UUID(1, sequence)),
            EventHash.GENESIS);
    var data = "{\"sequence\":%d}".formatted(sequence);
    return notice(
        "event-" + sequence,
        new CloudEvent(
            meta.id().toString(),
            "/github/acme",
            "dev.sallyport.events." + event.getClass().getSimpleName(),
            AT,
            event instanceof PolicyEvent.AboutPolicy about ? about.policy().value() : null,
            data,
            false),
        new Happened.Changed(new RecordedEvent(meta, event)));
  }

  public static Notice detected(DetectionType type) {
    var job =
        new DetectedJob(
            RepositoryFullName.of("Acme", "app"),
            new RunId("4711"),
            new CorrelationId("c1"),
            new WorkflowFile("ci.yml"),
            new JobName("build <!channel>"),
            null);
    var detection =
        new Detection(
            DetectionId.of(type, job, "mirror.example"),
            type,
            job,
            AT,
            type.isOfProcess() ? null : new Destination("mirror.example", 443),
            type.isOfProcess() ? null : new IpAddress("203.0.113.7"),
            new ProcessChain(
                List.of(new ObservedProcess("curl", ""), new ObservedProcess("bash", "")), false),
            new AnsweredPolicy(new PolicyName("build"), 3, 9, new Scope.Organization()),
            false,
            null);
    return happened("detection", new Happened.Detected(detection));
  }

  public static Notice tried() {
    return happened("test", new Happened.Tried("Chat <of> the & team", "Ada"));
  }

  public static Notice notDelivered() {
    return happened(
        "failed", new Happened.NotDelivered("Pager", "policy-updated", AT, "HTTP 500: <!channel>"));
  }

  public static Notice unknown() {
    return happened("unknown", new Happened.Unknown());
  }

  /** One whose bytes this version does not understand. */
  public static Notice binary() {
    return notice(
        "binary",
        new CloudEvent("b", "/github/acme", "dev.sallyport.events.Future", AT, null, "AAEC", true),
        new Happened.Unknown());
  }

  private static Notice happened(String name, Happened happened) {
    return notice(
        name,
        new CloudEvent(
            name,
            "/github/acme/app",
            "dev.sallyport.events." + happened.getClass().getSimpleName(),
            AT,
            null,
            "{\"name\":\"%s\"}".formatted(name),
            false),
        happened);
  }

  private static Notice notice(String name, CloudEvent event, Happened happened) {
    return new Notice(DeliveryId.of(INTEGRATION, name), OWNER, event, happened);
  }

  public static PolicyContent content(String text) {
    return new PolicyContent(
        text,
        new PolicyRules(
            EgressMode.BLOCK,
            List.of(Endpoint.of("github.com:443")),
            List.of(),
            null,
            null,
            null,
            null,
            null));
  }

  /** All kinds of what can have happened. */
  public static List<Notice> ofEveryKind() {
    return List.of(
        updated(1, "a\n", "b\n"),
        hostile(),
        attached(repository("app"), new Scope.Organization()),
        detected(DetectionType.DOMAIN_BLOCKED),
        detected(DetectionType.REVERSE_SHELL),
        tried(),
        notDelivered(),
        unknown(),
        binary());
  }
}

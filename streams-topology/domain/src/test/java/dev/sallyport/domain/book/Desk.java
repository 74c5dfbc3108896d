package dev.sallyport.domain.book;

import dev.sallyport.domain.book.Decision.Accepted;
import dev.sallyport.domain.book.Decision.Refused;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Decides and evolves one owner in memory, as the real thing does over Kafka. */
final class Desk {
  static final Owner ACME = Owner.organization("Acme");
  static final Actor ADA = new Actor(Actor.Kind.API_KEY, "0123456789abcdef", "ada");

  private final Owner owner;
  private final MemoryBook book = new MemoryBook();
  private final List<RecordedEvent> log = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Desk(Owner owner) {
    this.owner = owner;
  }

  /** A desk whose organization has come into being. */
  static Desk ofAcme() {
    var desk = new Desk(ACME);
    desk.done(new PolicyCommand.AddOrganization());
    return desk;
  }

  MemoryBook book() {
    return book;
  }

  List<RecordedEvent> log() {
    return log;
  }

  void passes(java.time.Duration time) {
    now = now.plus(time);
  }

  /** The events of a command that must be accepted. */
  List<PolicyEvent> done(PolicyCommand command) {
    return switch (ask(command, true)) {
      case Accepted(var events) -> events;
      case Refused(var refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  /** The reason of a command that must be refused. */
  Refusal refused(PolicyCommand command) {
    return switch (ask(command, true)) {
      case Accepted(var events) -> throw new AssertionError("accepted: " + events);
      case Refused(var refusal) -> refusal;
    };
  }

  Decision ask(PolicyCommand command, boolean mayAddOrganization) {
    var id = new CommandId(new UUID(log.size(), 0));
    var decision =
        Decisions.decide(
            book,
            new Submission(id, owner, command, ADA, Source.API, now, "", mayAddOrganization),
            now);
    if (decision instanceof Accepted(var events)) {
      for (var event : events) {
        record(id, event);
      }
    }
    return decision;
  }

  private void record(CommandId id, PolicyEvent event) {
    var head = book.head();
    var sequence = head == null ? 1 : head.sequence() + 1;
    var previous = head == null ? EventHash.GENESIS : head.hash();
    var recorded =
        new RecordedEvent(
            new EventMeta(
                new UUID(0, sequence), owner, sequence, now, ADA, Source.API, id, previous),
            event);
    book.evolve(recorded, hash(recorded));
    log.add(recorded);
  }

  static EventHash hash(RecordedEvent recorded) {
    var bytes = ByteBuffer.allocate(32);
    return EventHash.of(bytes.putInt(28, Objects.hash(recorded)).array());
  }

  static PolicyName name(String name) {
    return PolicyName.of(name);
  }

  static PolicyContent block(String... endpoints) {
    return content(EgressMode.BLOCK, endpoints);
  }

  static PolicyContent audit(String... endpoints) {
    return content(EgressMode.AUDIT, endpoints);
  }

  private static PolicyContent content(EgressMode mode, String... endpoints) {
    var text =
        "egress-policy: %s\nallowed-endpoints: %s\n"
            .formatted(mode.name().toLowerCase(java.util.Locale.ROOT), String.join(" ", endpoints));
    var allowed = List.of(endpoints).stream().map(Endpoint::of).toList();
    return new PolicyContent(
        text, new PolicyRules(mode, allowed, List.of(), null, null, null, null, null));
  }

  static Scope organization() {
    return new Scope.Organization();
  }

  static Scope repository(String name) {
    return new Scope.Repository(RepositoryName.of(name));
  }

  static Scope workflow(String repository, String file) {
    return new Scope.Workflow(RepositoryName.of(repository), new WorkflowFile(file));
  }

  static Scope cluster(String name) {
    return new Scope.Cluster(new ClusterName(name));
  }
}

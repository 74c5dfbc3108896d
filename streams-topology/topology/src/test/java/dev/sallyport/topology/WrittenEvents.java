package dev.sallyport.topology;

import dev.sallyport.domain.book.Decision;
import dev.sallyport.domain.book.Decisions;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One owner's events as the decider would write them, one second apart, without a decider. */
public final class WrittenEvents {
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  public static final Actor ALICE = new Actor(Actor.Kind.MEMBER, "issuer alice", "Alice");

  private final EventEncoder encoder;
  private final Owner owner;
  private final MemoryBook book = new MemoryBook();
  private final List<Written> all = new ArrayList<>();
  private Instant now = START;

  public WrittenEvents(EventEncoder encoder, Owner owner) {
    this.encoder = encoder;
    this.owner = owner;
  }

  /** An event with the bytes of its record; those are not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Written(RecordedEvent event, byte[] value, EventHash hash) {
    public Owner owner() {
      return event.meta().owner();
    }

    public long sequence() {
      return event.meta().sequence();
    }
  }

  public List<Written> done(PolicyCommand command) {
    return done(command, ALICE);
  }

  /** What this command writes; fails if it is refused. */
  public List<Written> done(PolicyCommand command, Actor actor) {
    now = now.plus(Duration.ofSeconds(1));
    var id = new CommandId(named("command " + all.size()));
    var submission =
        new Submission(id, owner, command, actor, Source.API, now.plusSeconds(10), "request", true);
    return switch (Decisions.decide(book, submission, now)) {
      case Decision.Refused(var refusal) -> throw new IllegalArgumentException(refusal.toString());
      case Decision.Accepted(var events) -> {
        var from = all.size();
        for (var event : events) {
          var head = book.head();
          var meta =
              new EventMeta(
                  named("event " + all.size()),
                  owner,
                  all.size() + 1L,
                  now,
                  actor,
                  Source.API,
                  id,
                  head == null ? EventHash.GENESIS : head.hash());
          var recorded = new RecordedEvent(meta, event);
          var encoded = encoder.encode(recorded);
          book.evolve(recorded, encoded.hash());
          all.add(new Written(recorded, encoded.value(), encoded.hash()));
        }
        yield List.copyOf(all.subList(from, all.size()));
      }
    };
  }

  private UUID named(String what) {
    return UUID.nameUUIDFromBytes((owner.key() + " " + what).getBytes(StandardCharsets.UTF_8));
  }

  /** All so far, oldest first. */
  public List<Written> all() {
    return List.copyOf(all);
  }

  /** What they add up to. */
  public MemoryBook book() {
    return book;
  }

  public static PolicyContent blocking(String... endpoints) {
    return content(
        "egress-policy: block\nallowed-endpoints: >\n  " + String.join("\n  ", endpoints) + "\n");
  }

  public static PolicyContent content(String yaml) {
    return switch (PolicyDocument.read(yaml)) {
      case Reading.Readable(var document, _) ->
          new PolicyContent(document.text(), document.rules());
      case Reading.Unreadable(var problems) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }
}

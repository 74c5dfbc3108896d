package dev.sallyport.domain.advice;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A book that grows by commands, with the events that made it. */
public final class Policies {
  private static final Owner OWNER = Owner.of("acme");
  private static final Actor ALICE = new Actor(Actor.Kind.MEMBER, "alice", "Alice");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final MemoryBook book = new MemoryBook();
  private final List<RecordedEvent> events = new ArrayList<>();

  public MemoryBook book() {
    return book;
  }

  /** All events, newest first. */
  public List<RecordedEvent> newestFirst() {
    return List.copyOf(events.reversed());
  }

  public void done(PolicyCommand command) {
    var id = new CommandId(new UUID(0, events.size()));
    var submission =
        new Submission(id, OWNER, command, ALICE, Source.UI, NOW.plusSeconds(9), "request", true);
    switch (Decisions.decide(book, submission, NOW)) {
      case Decision.Refused(var refusal) -> throw new IllegalArgumentException(refusal.toString());
      case Decision.Accepted(var decided) ->
          decided.forEach(event -> {
            var sequence = events.size() + 1L;
            var head = book.head();
            var previous = head == null ? EventHash.GENESIS : head.hash();
            var meta =
                new EventMeta(
                    new UUID(1, sequence), OWNER, sequence, NOW, ALICE, Source.UI, id, previous);
            var recorded = new RecordedEvent(meta, event);
            book.evolve(recorded, new EventHash("%064x".formatted(sequence)));
            events.add(recorded);
          });
    }
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

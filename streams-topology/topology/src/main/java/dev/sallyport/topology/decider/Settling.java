package dev.sallyport.topology.decider;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.Decision.Accepted;
import dev.sallyport.domain.book.Decision.Refused;
import dev.sallyport.domain.book.Decisions;
import dev.sallyport.domain.book.Draft;
import dev.sallyport.domain.book.Evolution;
import dev.sallyport.domain.book.Limits;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.command.Outcome.Stamp;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.EncodedEvent;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.OwnerPartition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Turns a command into all that follows from it: decided, chained, applied to a draft and encoded.
 * Writes nothing, so that a command too large for one of its records leaves no trace.
 */
final class Settling {
  private final EventEncoder encoder;

  Settling(EventEncoder encoder) {
    this.encoder = encoder;
  }

  /**
   * @param head the book's
   * @param appended when the command was appended, by the broker's clock
   * @throws dev.sallyport.domain.book.ImpossibleEvent if what follows cannot follow from the book
   * @throws CorruptState if the book cannot be read
   */
  Settlement settle(PolicyBook book, @Nullable Head head, Submission submission, Instant appended) {
    var at = head == null || appended.isAfter(head.at()) ? appended : head.at();
    return switch (Decisions.decide(book, submission, at)) {
      case Refused(var refusal) -> Settlement.refused(at, refusal);
      case Accepted(var events) -> settle(book, submission, events, at, head);
    };
  }

  private Settlement settle(
      PolicyBook book,
      Submission submission,
      List<PolicyEvent> events,
      Instant at,
      @Nullable Head head) {
    var draft = new Draft(book);
    var owner = head == null ? submission.owner() : head.owner();
    var sequence = head == null ? 0 : head.sequence();
    var previous = head == null ? EventHash.GENESIS : head.hash();
    var largest = 0L;
    var records = new ArrayList<EncodedEvent>(events.size());
    for (var event : events) {
      sequence++;
      var meta =
          new EventMeta(
              id(owner, submission, sequence),
              owner,
              sequence,
              at,
              submission.actor(),
              submission.source(),
              submission.id(),
              previous);
      var recorded = new RecordedEvent(meta, event);
      var encoded = encoder.encode(recorded);
      draft.apply(Evolution.evolve(draft, recorded));
      draft.apply(List.of(new Put(Evolution.head(draft, recorded, encoded.hash()))));
      previous = encoded.hash();
      records.add(encoded);
      largest = Math.max(largest, encoded.value().length);
    }
    var state = draft.changes().stream().map(change -> encode(owner, change)).toList();
    for (var each : state) {
      largest = Math.max(largest, each.value == null ? 0 : each.value.length);
    }
    return largest > Limits.RECORD_BYTES
        ? Settlement.refused(at, new Refusal.TooLarge(largest, Limits.RECORD_BYTES))
        : new Settlement(
            at,
            records,
            state,
            new Verdict.Done(!events.isEmpty(), sequence, stamp(draft, submission, events)));
  }

  private static @Nullable Stamp stamp(
      PolicyBook book, Submission submission, List<PolicyEvent> events) {
    var named = NamedPolicy.of(submission.command());
    var entry = named == null ? null : book.livePolicy(named);
    return entry == null
        ? null
        : new Stamp(
            entry.version(),
            entry.revision(),
            events.stream().anyMatch(PolicyCreated.class::isInstance));
  }

  private static KeyValue<Bytes, byte[]> encode(Owner owner, BookChange change) {
    var key = Bytes.wrap(new StateKey(owner, change.key()).encode());
    return switch (change) {
      case Put(var entry) -> KeyValue.pair(key, StateCodec.encode(entry));
      case Remove _ -> new KeyValue<>(key, null);
    };
  }

  // The same for every attempt at the same command, and never the same for two events: a command's
  // id may come again once its outcome is forgotten, a sequence never.
  private static UUID id(Owner owner, Submission submission, long sequence) {
    var key = OwnerPartition.key(owner);
    var command = submission.id().value();
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(3 * Long.BYTES + key.length)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits())
            .putLong(sequence)
            .put(key)
            .array());
  }
}

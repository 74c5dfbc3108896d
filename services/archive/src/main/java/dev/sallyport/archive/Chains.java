package dev.sallyport.archive;

import dev.sallyport.archive.ArchivedRecord.Value;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.verify.ExportedHead;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash chains of archived events, followed from the beginning: that no event of an owner is
 * missing, changed, or stands elsewhere. Needs no registry.
 */
final class Chains {
  /** The contract's name of the topic. */
  static final String EVENTS = "policy-events";

  private final Rewrapping rewrapping;
  private final EventDecoder decoder;
  private final Map<String, ExportedHead> heads = new HashMap<>();

  Chains() {
    var ids = SchemaIds.inMemory(new InMemoryRegistry());
    this.rewrapping = Rewrapping.registered(ids, EVENTS);
    this.decoder = new EventDecoder(ids);
  }

  /** An event, and the head that it makes. */
  record Taken(RecordedEvent event, ExportedHead head) {}

  /**
   * Takes an owner's next event in.
   *
   * @throws ArchiveFault.Damaged if it is none
   */
  Taken take(ArchivedRecord record) {
    var event = event(record);
    var meta = event.event().meta();
    var owner = meta.owner().key();
    if (!owner.equals(text(record.key()))) {
      throw damaged(record, "is an event of %s under another key".formatted(owner));
    }
    var before = heads.get(owner);
    var sequence = before == null ? 1 : before.sequence() + 1;
    if (meta.sequence() != sequence) {
      throw damaged(
          record,
          "is event %d of %s, where event %d comes next"
              .formatted(meta.sequence(), owner, sequence));
    }
    if (!meta.previous().equals(before == null ? EventHash.GENESIS : before.hash())) {
      throw damaged(
          record,
          "is event %d of %s and names another hash than the event before it has: one of the two was changed"
              .formatted(sequence, owner));
    }
    var head = new ExportedHead(owner, sequence, event.hash());
    heads.put(owner, head);
    return new Taken(event.event(), head);
  }

  private record Decoded(RecordedEvent event, EventHash hash) {}

  private Decoded event(ArchivedRecord record) {
    if (!(record.value() instanceof Value.Avro avro)) {
      throw damaged(record, "was no event when it was archived");
    }
    var value = rewrapping.value(record, avro);
    try {
      var event = decoder.decode(value);
      return new Decoded(event, decoder.hash(event.meta().previous(), value));
    } catch (UndecodableException unreadable) {
      throw damaged(record, "is no event: " + unreadable.getMessage());
    }
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private static ArchiveFault.Damaged damaged(ArchivedRecord record, String what) {
    return new ArchiveFault.Damaged("The %s %s.".formatted(record.where(), what));
  }

  /** How many owners have events. */
  int owners() {
    return heads.size();
  }
}

package dev.sallyport.archive;

import dev.sallyport.archive.ArchivedRecord.Value;
import dev.sallyport.schemas.serde.AvroText;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SchemaText;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.SubjectName;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormat;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Puts archived Avro bodies behind the ids that their schemas have in a registry at hand, which
 * need not be those of the registry that they were written with: no hash covers them.
 */
final class Rewrapping {
  private record Known(Schema schema, int id) {}

  private final Map<String, Known> byFingerprint = new HashMap<>();

  private Rewrapping() {}

  /**
   * Registers every version of a topic's schemas that was ever shipped, the oldest first, as they
   * were registered when they were new.
   *
   * @param topic its name in the contract, without a prefix
   */
  static Rewrapping registered(SchemaIds ids, String topic) {
    var schemas =
        ShippedSchemas.all().stream()
            .filter(shipped -> shipped.topic().equals(topic))
            .map(ShippedSchemas.Shipped::schema)
            .toList();
    ids.register(topic, schemas);
    var rewrapping = new Rewrapping();
    for (var schema : schemas) {
      var subject = SubjectName.TOPIC_RECORD.of(topic, false, schema.getFullName());
      rewrapping.byFingerprint.put(
          SchemaText.fingerprintText(schema),
          new Known(schema, ids.known(subject, schema).orElseThrow()));
    }
    return rewrapping;
  }

  /**
   * The value in the wire format.
   *
   * @throws ArchiveFault.Newer if this version has no such schema
   * @throws ArchiveFault.Damaged if the bytes are no record of their schema, or if what people read
   *     in the archive is not what the bytes say
   */
  byte[] value(ArchivedRecord record, Value.Avro avro) {
    var known = byFingerprint.get(avro.fingerprint());
    if (known == null) {
      throw new ArchiveFault.Newer(
          "The %s was written with a schema of %s that this version does not have: use the version that wrote it, or a later one."
              .formatted(record.where(), avro.schema()));
    }
    String text;
    try {
      text = AvroText.of(known.schema, avro.body());
    } catch (UndecodableException damaged) {
      throw new ArchiveFault.Damaged(
          "The %s is no %s: %s".formatted(record.where(), avro.schema(), damaged.getMessage()));
    }
    if (!RecordLine.same(text, avro.text())) {
      throw new ArchiveFault.Damaged(
          "The %s reads otherwise than its bytes: one of the two was changed."
              .formatted(record.where()));
    }
    return WireFormat.ofBody(avro.body(), known.id);
  }
}

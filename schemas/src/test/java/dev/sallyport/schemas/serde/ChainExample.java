package dev.sallyport.schemas.serde;

import dev.sallyport.events.Actor;
import dev.sallyport.events.ActorKind;
import dev.sallyport.events.EventMeta;
import dev.sallyport.events.OrganizationAdded;
import dev.sallyport.events.PolicyDeleted;
import dev.sallyport.events.Source;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Two events that follow each other, with everything that their hashes are made of. */
final class ChainExample {
  private static final HexFormat HEX = HexFormat.of();

  private ChainExample() {}

  static String table() {
    byte[] before = EventHash.beforeFirst();
    var first = new OrganizationAdded(meta(1, before), "Acme");
    byte[] between = hash(before, first);
    var second = new PolicyDeleted(meta(2, between), "base", 3L);
    return shown("OrganizationAdded", before, first)
        + "\n"
        + shown("PolicyDeleted", between, second).strip();
  }

  private static EventMeta meta(long sequence, byte[] previous) {
    return new EventMeta(
        new UUID(0x8000, sequence),
        "Acme",
        "acme",
        sequence,
        Instant.parse("2026-01-02T03:04:05Z").plusMillis(sequence),
        new Actor(ActorKind.API_KEY, "0123456789abcdef", "bootstrap"),
        Source.API,
        new UUID(0x4000, sequence),
        ByteBuffer.wrap(previous));
  }

  private static String shown(String name, byte[] previous, SpecificRecord event) {
    return """
    `%s`

    ```
    previous     %s
    fingerprint  %s
    body         %s
    hash         %s
    ```

    """
        .formatted(
            name,
            HEX.formatHex(previous),
            SchemaText.fingerprintText(event.getSchema()),
            HEX.formatHex(body(event)),
            HEX.formatHex(hash(previous, event)));
  }

  private static byte[] hash(byte[] previous, SpecificRecord event) {
    return EventHash.of(previous, SchemaText.fingerprint(event.getSchema()), body(event));
  }

  private static byte[] body(SpecificRecord event) {
    return WireFormat.body(WireFormat.encode(event, 1));
  }
}

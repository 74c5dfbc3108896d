package dev.sallyport.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ChainingEventsTest {
  private static final byte[] BODY = "a body".getBytes(StandardCharsets.UTF_8);

  @Test
  void hashes_previous_fingerprint_and_body() {
    byte[] fingerprint = HexFormat.of().parseHex("11".repeat(32));
    // printf of 32 zero bytes, 32 bytes of 0x11 and "a body", through sha256sum
    assertThat(HexFormat.of().formatHex(EventHash.of(EventHash.beforeFirst(), fingerprint, BODY)))
        .isEqualTo("ae9b1f8979dbc8aa65f7de2ca0a37e60157775d7fa4ab1595ba6ad80ef214bf5");
  }

  @Test
  void does_not_depend_on_the_registrys_id() {
    byte[] fingerprint = SchemaText.fingerprint(SampleSchemas.GATE);
    byte[] first = WireFormat.encode(SampleSchemas.gate("out"), 1);
    byte[] second = WireFormat.encode(SampleSchemas.gate("out"), 2);
    byte[] previous = EventHash.beforeFirst();
    assertThat(EventHash.ofWireFormat(previous, fingerprint, first))
        .isEqualTo(EventHash.ofWireFormat(previous, fingerprint, second))
        .isEqualTo(EventHash.of(previous, fingerprint, WireFormat.body(first)));
  }

  @Test
  void takes_no_hash_of_another_length() {
    assertThatThrownBy(() -> EventHash.of(new byte[31], new byte[32], BODY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_fingerprint_ignores_documentation() {
    var documented =
        SchemaText.parse(SchemaText.of(SampleSchemas.GATE).replace("A way out.", "The way out."));
    assertThat(SchemaText.fingerprint(documented))
        .isEqualTo(SchemaText.fingerprint(SampleSchemas.GATE));
  }
}

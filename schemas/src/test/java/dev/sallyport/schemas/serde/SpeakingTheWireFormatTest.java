package dev.sallyport.schemas.serde;

import static dev.sallyport.schemas.serde.SampleSchemas.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.schemas.serde.ScriptedRegistry.Answer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpeakingTheWireFormatTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void puts_a_zero_and_the_big_endian_id_before_the_body() {
    byte[] value = WireFormat.encode(gate("out"), 0x01020304);
    assertThat(HEX.formatHex(value)).isEqualTo("00" + "01020304" + "066f7574");
    assertThat(WireFormat.schemaId(value)).isEqualTo(0x01020304);
    assertThat(HEX.formatHex(WireFormat.body(value))).isEqualTo("066f7574");
  }

  @Test
  void does_not_take_other_bytes_for_a_record() {
    assertThatThrownBy(() -> WireFormat.schemaId(HEX.parseHex("00010203")))
        .isInstanceOf(UndecodableException.class);
    assertThatThrownBy(() -> WireFormat.schemaId(HEX.parseHex("0100000001066f7574")))
        .isInstanceOf(UndecodableException.class);
  }

  @Test
  void serves_as_a_kafka_serializer_and_deserializer_under_confluents_names() {
    try (var server = new ScriptedRegistry(new Answer(200, "{\"id\": 7}"), schemaAnswer());
        var writing = new ConfluentAvroSerializer();
        var reading = new ConfluentAvroDeserializer()) {
      var config =
          Map.of(
              "schema.registry.url",
              server.url(),
              "value.subject.name.strategy",
              "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
      writing.configure(config, false);
      reading.configure(config, false);
      byte[] first = writing.serialize("gates", gate("out"));
      assertThat(writing.serialize("gates", gate("out"))).isEqualTo(first);
      assertThat(reading.deserialize("gates", first)).isEqualTo(gate("out"));
      assertThat(server.asked.stream().map(ScriptedRegistry.Asked::path))
          .containsExactly("/subjects/gates-dev.sallyport.sample.Gate/versions", "/schemas/ids/7");
    }
  }

  @Test
  void only_looks_up_when_it_may_not_register() {
    try (var server =
            new ScriptedRegistry(
                new Answer(404, "{\"error_code\": 40403, \"message\": \"not found\"}"));
        var writing = new ConfluentAvroSerializer()) {
      writing.configure(
          Map.of("schema.registry.url", server.url(), "auto.register.schemas", "false"), false);
      assertThatThrownBy(() -> writing.serialize("gates", gate("out")))
          .isInstanceOf(RegistryException.Unknown.class);
      assertThat(server.asked.getFirst().path()).isEqualTo("/subjects/gates-value");
    }
  }

  @Test
  void passes_tombstones_through() {
    try (var writing = new ConfluentAvroSerializer();
        var reading = new ConfluentAvroDeserializer()) {
      assertThat(writing.serialize("gates", null)).isNull();
      assertThat(reading.deserialize("gates", null)).isNull();
    }
  }

  @Test
  void rejects_every_truncation_and_anything_left_over() {
    byte[] value = WireFormat.encode(gate("a way out"), 7);
    try (var server = new ScriptedRegistry(schemaAnswer());
        var reading = new ConfluentAvroDeserializer()) {
      reading.configure(Map.of("schema.registry.url", server.url()), false);
      for (int length = 0; length < value.length; length++) {
        byte[] cut = Arrays.copyOf(value, length);
        assertThatThrownBy(() -> reading.deserialize("gates", cut))
            .isInstanceOf(UndecodableException.class);
      }
      byte[] longer = Arrays.copyOf(value, value.length + 1);
      assertThatThrownBy(() -> reading.deserialize("gates", longer))
          .isInstanceOf(UndecodableException.class);
    }
  }

  @Test
  void a_length_beyond_the_record_is_undecodable_and_takes_no_memory() {
    // zig-zag of Integer.MAX_VALUE - 8: a string that claims two gigabytes
    byte[] value = HEX.parseHex("0000000007" + "eeffffff0f" + "6f7574");
    try (var server = new ScriptedRegistry(schemaAnswer());
        var reading = new ConfluentAvroDeserializer()) {
      reading.configure(Map.of("schema.registry.url", server.url()), false);
      assertThatThrownBy(() -> reading.deserialize("gates", value))
          .isInstanceOf(UndecodableException.class);
    }
  }

  private static Answer schemaAnswer() {
    return new Answer(
        200, "{\"schema\": \"" + SchemaText.of(SampleSchemas.GATE).replace("\"", "\\\"") + "\"}");
  }
}

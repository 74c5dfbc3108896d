package dev.sallyport.topology.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.events.PolicyCreated;
import dev.sallyport.local.LocalRegistry;
import dev.sallyport.schemas.serde.ConfluentAvroDeserializer;
import dev.sallyport.schemas.serde.ConfluentAvroSerializer;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SchemaText;
import dev.sallyport.schemas.serde.ShippedSchemas;
import dev.sallyport.schemas.serde.SubjectName;
import dev.sallyport.topology.RegistryUnderTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegisteringTheContractIT {
  private static final RecordedEvent EVENT =
      new RecordedEvent(
          new EventMeta(
              new UUID(1, 2),
              Owner.of("Acme"),
              1,
              Instant.ofEpochMilli(1_790_000_000_000L),
              Actor.system("test"),
              Source.API,
              new CommandId(new UUID(3, 4)),
              EventHash.GENESIS),
          new PolicyEvent.OrganizationAdded(Owner.of("Acme")));

  @TempDir Path folder;

  private final RegistryClient registry = client(RegistryUnderTest.url());

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void gives_every_event_type_an_id_that_stays() {
    EventEncoder.registered(SchemaIds.inMemory(registry));
    SchemaIds ids = SchemaIds.keptIn(folder.resolve("ids"), registry);
    EventEncoder.registered(ids);

    for (Schema schema : ShippedSchemas.written(EventEncoder.TOPIC)) {
      String subject = subject(schema);
      int id = ids.known(subject, schema).orElseThrow();
      assertThat(registry.register(subject, schema)).isEqualTo(id);
      assertThat(registry.latest(subject))
          .hasValueSatisfying(latest -> assertThat(latest.id()).isEqualTo(id));
      assertThat(registry.compatibility(subject)).contains("FULL_TRANSITIVE");
      assertThat(SchemaText.of(registry.schema(id))).isEqualTo(SchemaText.of(schema));
    }
    assertThat(ids.disagreements()).isEmpty();
  }

  @Test
  void takes_a_new_event_type_and_a_new_optional_field_and_refuses_a_required_one() {
    EventEncoder.registered(SchemaIds.inMemory(registry));
    Schema renamed =
        SchemaBuilder.record("PolicyRenamed")
            .namespace("dev.sallyport.events")
            .doc("A dummy.")
            .fields()
            .requiredString("policy")
            .endRecord();
    assertThat(registry.compatible(subject(renamed), renamed)).isTrue();
    assertThat(registry.register(subject(renamed), renamed)).isPositive();

    String subject = subject(PolicyCreated.getClassSchema());
    Schema optional =
        with(
            "{\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null, \"doc\": \"A dummy.\"}");
    Schema required = with("{\"name\": \"note\", \"type\": \"string\", \"doc\": \"A dummy.\"}");
    assertThat(registry.compatible(subject, optional)).isTrue();
    assertThat(registry.compatible(subject, required)).isFalse();
    assertThatThrownBy(() -> registry.register(subject, required))
        .isInstanceOf(RegistryException.Refused.class);
  }

  @Test
  void encodes_and_decodes_without_a_registry_once_it_has_the_ids() {
    Path file = folder.resolve("ids");
    byte[] before;
    try (var local = LocalRegistry.start();
        var client = client(local.url())) {
      before = EventEncoder.registered(SchemaIds.keptIn(file, client)).encode(EVENT).value();
    }
    try (var gone = client("http://127.0.0.1:9")) {
      SchemaIds ids = SchemaIds.keptIn(file, gone);
      assertThat(EventEncoder.registered(ids).encode(EVENT).value()).isEqualTo(before);
      assertThat(new EventDecoder(ids).decode(before)).isEqualTo(EVENT);
    }
  }

  @Test
  void speaks_the_format_that_ordinary_serializers_speak() {
    Map<String, String> config =
        Map.of(
            "schema.registry.url",
            RegistryUnderTest.url(),
            "value.subject.name.strategy",
            "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy",
            "specific.avro.reader",
            "true");
    SchemaIds ids = SchemaIds.inMemory(registry);
    byte[] ours = EventEncoder.registered(ids).encode(EVENT).value();
    try (var writing = new ConfluentAvroSerializer();
        var reading = new ConfluentAvroDeserializer()) {
      writing.configure(config, false);
      reading.configure(config, false);
      Object record = reading.deserialize(EventEncoder.TOPIC, ours);
      assertThat(record).isInstanceOf(dev.sallyport.events.OrganizationAdded.class);
      byte[] theirs = writing.serialize(EventEncoder.TOPIC, record);
      assertThat(theirs).isEqualTo(ours);
    }
  }

  private static Schema with(String field) {
    String text = SchemaText.of(PolicyCreated.getClassSchema());
    String content = "{\"name\":\"content\"";
    return SchemaText.parse(text.replace(content, field + "," + content));
  }

  private static String subject(Schema schema) {
    return SubjectName.TOPIC_RECORD.of(EventEncoder.TOPIC, false, schema.getFullName());
  }

  private static RegistryClient client(String url) {
    return new RegistryClient(
        RegistrySettings.from(
            Map.of("schema.registry.url", url, "max.retries", "1", "retries.wait.ms", "10")));
  }
}

package dev.sallyport.schemas.serde;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro records in the Confluent wire format, as an ordinary Kafka serializer under Confluent's
 * configuration names, so that theirs can stand in its place: those of {@link RegistrySettings},
 * {@code auto.register.schemas} (true), {@code key.subject.name.strategy} and {@code
 * value.subject.name.strategy} (TopicNameStrategy). One name is ours: {@code
 * sallyport.schema.ids.file} keeps ids on disk, so that a registered schema needs no registry
 * again.
 */
public final class ConfluentAvroSerializer implements Serializer<Object> {
  private record Written(String topic, Schema schema) {}

  private @Nullable RegistryClient client;
  private @Nullable SchemaIds ids;
  private SubjectName subjects = SubjectName.TOPIC;
  private boolean register = true;
  private boolean key;
  private final Map<Written, Integer> known = new ConcurrentHashMap<>();

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    close();
    client = new RegistryClient(RegistrySettings.from(configs));
    ids = ids(configs, client);
    register = flag(configs, "auto.register.schemas", true);
    key = isKey;
    String strategy = (isKey ? "key" : "value") + ".subject.name.strategy";
    Object named = configs.get(strategy);
    subjects = named == null ? SubjectName.TOPIC : SubjectName.configured(strategy, named);
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable Object data) {
    if (data == null) {
      return null;
    }
    if (!(data instanceof GenericContainer record)) {
      throw new SerializationException(
          "expected an Avro record for " + topic + ", not " + data.getClass().getName());
    }
    Schema schema = record.getSchema();
    int id = known.computeIfAbsent(new Written(topic, schema), this::id);
    return WireFormat.encode(record, id);
  }

  private Integer id(Written written) {
    if (ids == null) {
      throw new SerializationException("the serializer is not configured");
    }
    return ids.id(
        subjects.of(written.topic(), key, written.schema().getFullName()),
        written.schema(),
        register);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  static SchemaIds ids(Map<String, ?> configs, SchemaRegistry registry) {
    Object file = configs.get("sallyport.schema.ids.file");
    return file == null
        ? SchemaIds.inMemory(registry)
        : SchemaIds.keptIn(Path.of(file.toString()), registry);
  }

  static boolean flag(Map<String, ?> configs, String name, boolean otherwise) {
    Object value = configs.get(name);
    return value == null ? otherwise : Boolean.parseBoolean(value.toString());
  }
}

package dev.sallyport.schemas.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of {@link ConfluentAvroSerializer}, under the same names. With {@code
 * specific.avro.reader=true} a record comes as its generated class, resolved from the schema it was
 * written with; otherwise as a generic record. Throws {@link UndecodableException} for what is no
 * record and {@link RegistryException.Unavailable} when a schema must be asked for and cannot; a
 * Kafka consumer adds topic, partition and offset to both.
 */
public final class ConfluentAvroDeserializer implements Deserializer<Object> {
  private @Nullable RegistryClient client;
  private @Nullable SchemaIds ids;
  private boolean specific;
  private final Map<Integer, DatumReader<?>> readers = new ConcurrentHashMap<>();

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    close();
    client = new RegistryClient(RegistrySettings.from(configs));
    ids = ConfluentAvroSerializer.ids(configs, client);
    specific = ConfluentAvroSerializer.flag(configs, "specific.avro.reader", false);
  }

  @Override
  public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    DatumReader<?> reader = readers.computeIfAbsent(WireFormat.schemaId(data), this::reader);
    return AvroBinary.decode(reader, data, WireFormat.PREFIX_LENGTH);
  }

  private DatumReader<?> reader(Integer id) {
    if (ids == null) {
      throw new SerializationException("the deserializer is not configured");
    }
    Schema writer = ids.schema(id);
    if (!specific) {
      return AvroBinary.genericReader(writer);
    }
    Class<?> type = AvroBinary.generated(writer);
    if (type == null) {
      throw new UndecodableException("no class for " + writer.getFullName() + ", schema id " + id);
    }
    return AvroBinary.reader(writer, type);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}

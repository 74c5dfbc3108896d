package dev.sallyport.topology.projection;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of the projection, whose consumer can rest single partitions. */
final class ProjectionClients implements KafkaClientSupplier {
  // Not among Kafka's public names. Streams sets it to false, so that whoever comes next, this very
  // instance started again or the thread in place of a failed one, waits for a session to time out.
  private static final String LEAVE_GROUP_ON_CLOSE = "internal.leave.group.on.close";

  private final Stops stops;

  ProjectionClients(Stops stops) {
    this.stops = stops;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    var leaving = new HashMap<>(committedOnly(config));
    leaving.put(LEAVE_GROUP_ON_CLOSE, true);
    return new StoppableConsumer(leaving, stops);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(
        committedOnly(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  // Asserted on what the client gets: a Streams application reads aborted records unless told.
  private static Map<String, Object> committedOnly(Map<String, Object> config) {
    if (!"read_committed".equals(config.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG))) {
      throw new IllegalStateException("A projection would read events that were never committed");
    }
    return config;
  }
}

package dev.sallyport.topology.delivery;

import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/** What happened in; what became of its deliveries out. */
final class DeliveryTopology {
  static final String STORE = "delivery-ledger";

  private static final Serde<Told> TOLD =
      Serdes.serdeFrom(
          (_, told) -> told == null ? null : told.value(),
          (Deserializer<Told>)
              (topic, _) -> {
                throw new IllegalStateException("nobody reads " + topic + " here");
              });

  private DeliveryTopology() {}

  static Topology build(Topics topics, int partitions, Supplier<DeliveryProjection> projection) {
    var builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(Map.of())
            .withCachingEnabled());
    var detections =
        builder.stream(
                topics.detections().name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("detections"))
            .process(DetectionsByOwner::new, Named.as("name-owner"))
            .repartition(
                Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                    .withName("detections-by-owner")
                    .withNumberOfPartitions(partitions)
                    .withStreamPartitioner(byOwner()));
    builder.stream(
            topics.policyEvents().name(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("policy-events"))
        .merge(detections, Named.as("happened"))
        .process(projection::get, Named.as("ledger"), STORE)
        .to(
            (_, told, _) -> told.topic(),
            Produced.with(Serdes.String(), TOLD, DeliveryTopology.<Told>byOwner())
                .withName("told"));
    return builder.build();
  }

  // Of whatever stands before the first slash, which no owner's name holds.
  private static <V> StreamPartitioner<String, V> byOwner() {
    return (_, key, _, partitions) -> {
      var slash = key.indexOf('/');
      var owner = slash < 0 ? key : key.substring(0, slash);
      return Optional.of(
          Set.of(OwnerPartition.of(owner.getBytes(StandardCharsets.UTF_8), partitions)));
    };
  }
}

package dev.sallyport.topology.decider;

import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/** Commands in, events and outcomes out, everything by owner. */
final class DeciderTopology {
  private DeciderTopology() {}

  static Topology build(Topics topics, Deciding deciding) {
    return build(topics, () -> new DecideCommands(deciding));
  }

  static Topology build(Topics topics, ProcessorSupplier<byte[], byte[], byte[], byte[]> decide) {
    var policyState =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Topics.POLICY_STATE_STORE),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withCachingDisabled();
    return new Topology()
        .addSource(
            "commands",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.policyCommands().name())
        .addProcessor("decide", decide, "commands")
        .addStateStore(policyState, "decide")
        .addStateStore(RememberedOutcomes.store(), "decide")
        .addSink(
            DecideCommands.EVENTS,
            topics.policyEvents().name(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            byOwner(),
            "decide")
        .addSink(
            DecideCommands.OUTCOMES,
            topics.commandOutcomes().name(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            byOwner(),
            "decide");
  }

  private static StreamPartitioner<byte[], byte[]> byOwner() {
    return (_, ownerKey, _, partitions) ->
        Optional.of(Set.of(OwnerPartition.of(ownerKey, partitions)));
  }
}

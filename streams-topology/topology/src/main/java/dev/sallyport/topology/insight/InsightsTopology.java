package dev.sallyport.topology.insight;

import dev.sallyport.events.DetectionFound;
import dev.sallyport.topology.codec.TelemetryDecoder;
import dev.sallyport.topology.projection.Stops;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/** Reports in; a store to be asked, and detections, out. */
final class InsightsTopology {
  static final String STORE = "insight-rows";

  private static final StreamPartitioner<String, byte[]> BY_REPOSITORY =
      (_, key, _, partitions) ->
          Optional.of(Set.of(OwnerPartition.of(key.getBytes(StandardCharsets.UTF_8), partitions)));

  private InsightsTopology() {}

  static Topology build(
      Topics topics,
      TelemetryDecoder decoder,
      Function<DetectionFound, byte[]> encoder,
      PolicyContents contents,
      Suppressions suppressions,
      InsightSettings settings,
      Stops stops) {
    var builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(Map.of())
            .withCachingEnabled());
    builder.stream(
            // In one task: what is reported of a repository is on one partition of both.
            List.of(topics.runEvents().name(), topics.networkEvents().name()),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("telemetry"))
        .process(
            () ->
                new TelemetryProjection(decoder, encoder, contents, suppressions, settings, stops),
            Named.as("project"),
            STORE)
        .to(
            topics.detections().name(),
            Produced.with(Serdes.String(), Serdes.ByteArray(), BY_REPOSITORY)
                .withName("detections"));
    return builder.build();
  }
}

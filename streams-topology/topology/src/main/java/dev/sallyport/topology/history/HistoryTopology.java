package dev.sallyport.topology.history;

import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.projection.Stops;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/** Events in, a store to be asked out. */
final class HistoryTopology {
  static final String STORE = "history-rows";

  private HistoryTopology() {}

  /**
   * @param events the name of the topic of events
   * @param decoder how its values are read; they are stored as they came, so that the store is as
   *     readable as the topic
   */
  static Topology build(String events, EventDecoder decoder, Progress progress, Stops stops) {
    var builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(Map.of())
            .withCachingDisabled());
    builder.stream(
            events, Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("policy-events"))
        .process(() -> new Projection(decoder, progress, stops), Named.as("project"), STORE);
    return builder.build();
  }
}

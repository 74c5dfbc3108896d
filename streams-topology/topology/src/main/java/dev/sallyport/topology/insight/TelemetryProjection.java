package dev.sallyport.topology.insight;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.schemas.serde.RegistryException;
import dev.sallyport.topology.codec.CloudEventHeaders;
import dev.sallyport.topology.codec.TelemetryDecoder;
import dev.sallyport.topology.projection.StoppedPartition;
import dev.sallyport.topology.projection.Stops;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Takes each report in. One that cannot be read stops its partition. */
final class TelemetryProjection implements Processor<String, byte[], String, byte[]> {
  private final TelemetryDecoder decoder;
  private final Function<DetectionFound, byte[]> encoder;
  private final PolicyContents contents;
  private final Suppressions suppressions;
  private final InsightSettings settings;
  private final Stops stops;
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable Projecting projecting;

  TelemetryProjection(
      TelemetryDecoder decoder,
      Function<DetectionFound, byte[]> encoder,
      PolicyContents contents,
      Suppressions suppressions,
      InsightSettings settings,
      Stops stops) {
    this.decoder = decoder;
    this.encoder = encoder;
    this.contents = contents;
    this.suppressions = suppressions;
    this.settings = settings;
    this.stops = stops;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> opened) {
    context = opened;
    KeyValueStore<Bytes, byte[]> rows = opened.getStateStore(InsightsTopology.STORE);
    projecting = Projecting.into(rows, settings, contents, suppressions, this::tell);
    var sweeping = new Sweeping(rows, settings);
    var _ =
        opened.schedule(
            Sweeping.INTERVAL,
            PunctuationType.WALL_CLOCK_TIME,
            now -> sweeping.sweep(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw stopped("a record without key or value", null);
    }
    var event = decoded(record.value());
    if (!event.repository().key().equals(record.key())) {
      throw stopped(
          "a report of %s under the key %s".formatted(event.repository().key(), record.key()),
          null);
    }
    try {
      Objects.requireNonNull(projecting, "not initialized").take(event);
    } catch (KafkaException e) {
      throw e; // Kafka's own: the task is begun again where it was
    } catch (RuntimeException e) {
      throw stopped("the report cannot be taken in: " + e, e);
    }
  }

  private TelemetryEvent decoded(byte[] value) {
    try {
      return decoder.decode(value);
    } catch (RegistryException e) {
      // No fault of the record: it is read again when the registry answers.
      throw e;
    } catch (RuntimeException e) {
      throw stopped("the report cannot be read: " + e.getMessage(), e);
    }
  }

  private void tell(DetectionFound found) {
    Objects.requireNonNull(context, "not initialized")
        .forward(
            new Record<>(
                found.getMeta().getKey(),
                encoder.apply(found),
                found.getMeta().getReceived().toEpochMilli(),
                CloudEventHeaders.of(found)));
  }

  private StoppedPartition stopped(String reason, @Nullable Throwable cause) {
    var metadata =
        Objects.requireNonNull(context, "not initialized").recordMetadata().orElseThrow();
    return stops.at(
        new TopicPartition(metadata.topic(), metadata.partition()),
        metadata.offset(),
        reason,
        cause);
  }
}

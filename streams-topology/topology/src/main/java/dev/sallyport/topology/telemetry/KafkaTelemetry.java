package dev.sallyport.topology.telemetry;

import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import dev.sallyport.topology.codec.TelemetryEncoder;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry on Kafka. Reports and lookups have a producer each, so that a crowd of lookups, which
 * nobody waits for, takes no room from reports.
 */
public final class KafkaTelemetry implements Telemetry, AutoCloseable {
  // Nobody waits for these: they outlast the restart of a broker, as far as there is room.
  private static final Duration TO_RECORD_A_LOOKUP = Duration.ofSeconds(30);

  private final Topics topics;
  private final int partitions;
  private final TelemetryEncoder encoder;
  private final Delivery reporting;
  private final Delivery noting;
  private final Reports reports;
  private final LookupRecorder lookups;

  private KafkaTelemetry(
      KafkaClients clients,
      Topics topics,
      int partitions,
      TelemetryEncoder encoder,
      TelemetrySettings settings) {
    this.topics = topics;
    this.partitions = partitions;
    this.encoder = encoder;
    this.reporting =
        new Delivery(
            "reports of runners",
            () ->
                clients.gatheringProducer(
                    "telemetry", settings.patience(), settings.bufferBytes()));
    this.noting =
        new Delivery(
            "records of lookups",
            () ->
                clients.gatheringProducer(
                    "lookup-records", TO_RECORD_A_LOOKUP, settings.bufferBytes()));
    this.reports = new Reports(reporting, settings.patience(), settings.bytesUnderWay());
    this.lookups = new LookupRecorder(settings.lookupsNoted(), this::record, noting);
  }

  /** Starts, and returns at once. Kafka need not be there. */
  public static KafkaTelemetry start(
      KafkaClients clients,
      Topics topics,
      int partitions,
      TelemetryEncoder encoder,
      TelemetrySettings settings) {
    var telemetry = new KafkaTelemetry(clients, topics, partitions, encoder, settings);
    telemetry.lookups.start();
    return telemetry;
  }

  @Override
  public CompletionStage<@Nullable Void> report(TelemetryEvent event) {
    return reports.send(record(event));
  }

  @Override
  public void note(Supplier<PolicyLookedUp> lookup) {
    lookups.note(lookup);
  }

  @Override
  public long unrecorded() {
    return lookups.unrecorded();
  }

  /** Why Kafka does not take it just now; null if it does, as far as is known. */
  public @Nullable String problem() {
    var ofReports = reporting.problem();
    return ofReports == null ? noting.problem() : ofReports;
  }

  private ProducerRecord<byte[], byte[]> record(TelemetryEvent event) {
    var key = event.repository().key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        topic(event).name(),
        OwnerPartition.of(key, partitions),
        event.received().toEpochMilli(),
        key,
        encoder.encode(event));
  }

  private Topic topic(TelemetryEvent event) {
    return switch (event) {
      case TelemetryEvent.JobMonitored _,
          TelemetryEvent.PolicyLookedUp _,
          TelemetryEvent.ProcessDetected _,
          TelemetryEvent.DetectionResolved _ ->
          topics.runEvents();
      case TelemetryEvent.NameResolved _, TelemetryEvent.ConnectionSeen _ -> topics.networkEvents();
    };
  }

  /** Stops within four seconds; what is under way is given two of them. */
  @Override
  public void close() {
    reports.close();
    lookups.close();
  }
}

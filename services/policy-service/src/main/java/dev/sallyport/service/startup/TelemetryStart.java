package dev.sallyport.service.startup;

import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.starting.Retrying;
import dev.sallyport.topology.codec.TelemetryEncoder;
import dev.sallyport.topology.telemetry.KafkaTelemetry;
import dev.sallyport.topology.telemetry.TelemetrySettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts to take telemetry, as soon as its topics are there and all of its schemas have ids. */
final class TelemetryStart {
  private static final Logger LOG = Logger.getLogger(TelemetryStart.class);

  private final KafkaClients clients;
  private final Topics topics;
  private final int partitions;
  private final SchemaIds ids;
  private final Retrying retrying;
  private final Runnable declareTopics;
  private final OpenParts parts;
  private final LateTelemetry late;

  private volatile @Nullable String missing;
  private volatile @Nullable KafkaTelemetry started;

  TelemetryStart(
      KafkaClients clients,
      Topics topics,
      int partitions,
      SchemaIds ids,
      Retrying retrying,
      Runnable declareTopics,
      OpenParts parts,
      LateTelemetry late) {
    this.clients = clients;
    this.topics = topics;
    this.partitions = partitions;
    this.ids = ids;
    this.retrying = retrying;
    this.declareTopics = declareTopics;
    this.parts = parts;
    this.late = late;
  }

  void run() {
    try {
      var _ = retrying.until("telemetry topics", this::failed, this::declare);
      var encoder =
          retrying.until("telemetry schemas", this::failed, () -> TelemetryEncoder.registered(ids));
      started =
          parts.keep(
              KafkaTelemetry.start(clients, topics, partitions, encoder, TelemetrySettings.DEFAULT),
              late::become);
      missing = null;
    } catch (Retrying.Closed _) {
      LOG.debug("Closed");
    }
  }

  private int declare() {
    declareTopics.run();
    return partitions;
  }

  private void failed(String step, Exception why) {
    missing = "%s: %s".formatted(step, why.getMessage());
  }

  /** Why no telemetry is taken just now; null if it is, as far as is known. */
  @Nullable String problem() {
    var there = started;
    return there == null ? missing : there.problem();
  }
}

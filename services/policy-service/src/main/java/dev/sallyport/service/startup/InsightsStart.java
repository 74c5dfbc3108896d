package dev.sallyport.service.startup;

import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.insight.InsightSettings;
import dev.sallyport.topology.insight.InsightsApplication;
import dev.sallyport.topology.insight.PolicyContents;
import dev.sallyport.topology.insight.Suppressions;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the projections of telemetry, after everything that somebody waits for. */
final class InsightsStart {
  private static final Logger LOG = Logger.getLogger(InsightsStart.class);

  private final KafkaClients clients;
  private final Topics topics;
  private final int partitions;
  private final SchemaIds ids;
  private final Retrying retrying;
  private final OpenParts parts;
  private final LateInsights late;
  private final PolicyContents contents;
  private final Suppressions suppressions;
  private final InsightSettings settings;
  private final Path folder;
  private final InstantSource clock;

  private volatile @Nullable String missing;
  private volatile @Nullable Reviving<InsightsApplication> started;

  InsightsStart(
      KafkaClients clients,
      Topics topics,
      int partitions,
      SchemaIds ids,
      Retrying retrying,
      OpenParts parts,
      LateInsights late,
      PolicyContents contents,
      Suppressions suppressions,
      InsightSettings settings,
      Path folder,
      InstantSource clock) {
    this.clients = clients;
    this.topics = topics;
    this.partitions = partitions;
    this.ids = ids;
    this.retrying = retrying;
    this.parts = parts;
    this.late = late;
    this.contents = contents;
    this.suppressions = suppressions;
    this.settings = settings;
    this.folder = folder;
    this.clock = clock;
  }

  void run() {
    try {
      var _ = retrying.until("insights topics", this::failed, this::declare);
      var encoder =
          retrying.until("insights schemas", this::failed, () -> DetectionEncoder.registered(ids));
      var reviving =
          new Reviving<>(
              "insights", new InsightsLife(() -> application(encoder), late, parts), clock);
      var _ = retrying.until("insights", this::failed, reviving::begin);
      started = reviving;
      missing = null;
    } catch (Retrying.Closed _) {
      LOG.debug("Closed");
    }
  }

  private InsightsApplication application(DetectionEncoder encoder) {
    return new InsightsApplication(
        clients,
        topics,
        partitions,
        ids,
        encoder,
        contents,
        suppressions,
        settings,
        ProjectionSettings.onOneMachine(folder));
  }

  private int declare() {
    new TopicDeclarations(clients, topics, new TopicSettings(true, partitions, (short) 0))
        .ensureTelemetry(partitions);
    return partitions;
  }

  private void failed(String step, Exception why) {
    missing = "%s: %s".formatted(step, why.getMessage());
  }

  /** To be called every now and then, by one thread. */
  void look() {
    var there = started;
    if (there != null) {
      there.look();
    }
  }

  /** Why what jobs report does not show just now; null if it does, as far as is known. */
  @Nullable String problem() {
    var there = started;
    var current = there == null ? null : there.current();
    return current == null ? missing : current.problem();
  }
}

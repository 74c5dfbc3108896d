package dev.sallyport.service.startup;

import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.starting.Retrying;
import dev.sallyport.starting.Reviving;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.insight.InsightsApplication;
import java.time.InstantSource;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the projections of telemetry, after everything that somebody waits for. */
final class InsightsStart {
  private static final Logger LOG = Logger.getLogger(InsightsStart.class);

  private final Retrying retrying;
  private final Runnable declareTopics;
  private final SchemaIds ids;
  private final Function<DetectionEncoder, InsightsApplication> make;
  private final OpenParts parts;
  private final LateInsights late;
  private final InstantSource clock;

  private volatile @Nullable String missing;
  private volatile @Nullable Reviving<InsightsApplication> started;

  /**
   * @param declareTopics may be asked again and again, until they are there
   */
  InsightsStart(
      Retrying retrying,
      Runnable declareTopics,
      SchemaIds ids,
      Function<DetectionEncoder, InsightsApplication> make,
      OpenParts parts,
      LateInsights late,
      InstantSource clock) {
    this.retrying = retrying;
    this.declareTopics = declareTopics;
    this.ids = ids;
    this.make = make;
    this.parts = parts;
    this.late = late;
    this.clock = clock;
  }

  void run() {
    try {
      var _ =
          retrying.until(
              "insights topics",
              this::failed,
              () -> {
                declareTopics.run();
                return true;
              });
      var encoder =
          retrying.until("insights schemas", this::failed, () -> DetectionEncoder.registered(ids));
      var reviving =
          new Reviving<>(
              "insights", new InsightsLife(() -> make.apply(encoder), late, parts), clock);
      var _ = retrying.until("insights", this::failed, reviving::begin);
      started = reviving;
      missing = null;
    } catch (Retrying.Closed _) {
      LOG.debug("Closed");
    }
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

  /** The projection of now; null while there is none. */
  @Nullable InsightsApplication current() {
    var there = started;
    return there == null ? null : there.current();
  }

  /** Why what jobs report does not show just now; null if it does, as far as is known. */
  @Nullable String problem() {
    var current = current();
    return current == null ? missing : current.problem();
  }
}

package dev.sallyport.service.startup;

import dev.sallyport.topology.delivery.Deliveries;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.PolicyView;
import java.util.concurrent.CompletionStage;

/**
 * Everything behind HTTP. Its parts can be asked at once, before it has started: the view then says
 * that it does not know, and the others that they are not available.
 */
public interface Engine extends AutoCloseable {
  PolicyView view();

  Commands commands();

  History history();

  Telemetry telemetry();

  Insights insights();

  /** Of an installation that has no key for them, all they do is refuse. */
  IntegrationSecrets secrets();

  Deliveries deliveries();

  /**
   * Rows of a partition of a projection, for another instance.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException if they are not here now
   */
  byte[] rows(String projection, int partition, RowQuestion question);

  /** Begins to start in the background, and goes on trying until it is closed. Returns at once. */
  void start();

  /**
   * Whether changes can be made and read at this moment. Returns at once, never fails, and
   * completes within three seconds.
   */
  CompletionStage<Changeability> changeability();

  /** What can be counted and told at this moment. Returns at once. */
  Vitals vitals();

  /** Stops within four seconds. */
  @Override
  void close();

  /** Whether changes can be made, and why not. */
  sealed interface Changeability {
    record Possible() implements Changeability {}

    record Impossible(String reason) implements Changeability {}
  }
}

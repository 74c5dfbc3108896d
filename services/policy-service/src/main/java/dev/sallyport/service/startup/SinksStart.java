package dev.sallyport.service.startup;

import dev.sallyport.starting.Retrying;
import dev.sallyport.topology.delivery.ToldDeliveries;
import dev.sallyport.topology.secrets.KafkaSecrets;
import dev.sallyport.topology.secrets.Keyring;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts what shows and keeps integrations, as soon as the topics of the sinks are there. */
final class SinksStart {
  private static final Logger LOG = Logger.getLogger(SinksStart.class);

  private final KafkaClients clients;
  private final Topics topics;
  private final Optional<Keyring> keyring;
  private final Retrying retrying;
  private final Runnable declareTopics;
  private final OpenParts parts;
  private final LateSecrets secrets;
  private final LateDeliveries deliveries;

  private volatile @Nullable String missing;
  private volatile @Nullable ToldDeliveries told;
  private volatile @Nullable KafkaSecrets kept;

  /**
   * @param keyring without it no secrets are kept
   * @param declareTopics may be asked again and again, until they are there
   */
  SinksStart(
      KafkaClients clients,
      Topics topics,
      Optional<Keyring> keyring,
      Retrying retrying,
      Runnable declareTopics,
      OpenParts parts,
      LateSecrets secrets,
      LateDeliveries deliveries) {
    this.clients = clients;
    this.topics = topics;
    this.keyring = keyring;
    this.retrying = retrying;
    this.declareTopics = declareTopics;
    this.parts = parts;
    this.secrets = secrets;
    this.deliveries = deliveries;
  }

  void run() {
    try {
      var _ =
          retrying.until(
              "sinks topics",
              (step, why) -> missing = "%s: %s".formatted(step, why.getMessage()),
              () -> {
                declareTopics.run();
                return true;
              });
      told = parts.keep(ToldDeliveries.start(clients, topics), deliveries::become);
      keyring.ifPresent(
          keys -> kept = parts.keep(KafkaSecrets.start(clients, topics, keys), secrets::become));
      missing = null;
    } catch (Retrying.Closed _) {
      LOG.debug("Closed");
    }
  }

  /** Why integrations do not show or cannot be changed just now; null if all is well. */
  @Nullable String problem() {
    var shown = told;
    var known = kept;
    if (shown != null && shown.problem() != null) {
      return shown.problem();
    }
    return known == null ? missing : known.problem();
  }
}

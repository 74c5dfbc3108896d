package dev.sallyport.sink.ledger;

import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.settings.PrefixedProperties;
import dev.sallyport.sink.config.LedgerSettings;
import dev.sallyport.sink.courier.Couriers;
import dev.sallyport.starting.Retrying;
import dev.sallyport.starting.Reviving;
import dev.sallyport.topology.delivery.DeliveryApplication;
import dev.sallyport.topology.delivery.LedgerGauges.Gauge;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.secrets.KafkaSecrets;
import dev.sallyport.topology.secrets.Keyring;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ledger on Kafka. Starts without Kafka and the registry being there, and waits for them, and for
 * a policy service to have started on them before.
 */
@Singleton
public final class LedgerEngine {
  private static final Logger LOG = Logger.getLogger(LedgerEngine.class);
  private static final String PARTITIONS = "partitions";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Config config;
  private final LedgerSettings settings;
  private final Couriers couriers;
  private final Topics topics = new Topics("");
  private final InstantSource clock = InstantSource.system();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Retrying retrying = new Retrying(closing);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private volatile @Nullable String missing = "this instance is still starting";
  private volatile @Nullable Reviving<DeliveryApplication> delivering;

  @Inject
  LedgerEngine(Config config, LedgerSettings settings, Couriers couriers) {
    this.config = config;
    this.settings = settings;
    this.couriers = couriers;
  }

  // After the settings were checked.
  void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
    Thread.ofPlatform().daemon().name("start").start(this::run);
  }

  private void run() {
    try {
      begin();
      while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        var application = delivering;
        if (application != null) {
          application.look();
        }
      }
    } catch (Retrying.Closed _) {
      LOG.debug("Closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      missing = "this instance cannot go on; its log tells why";
      LOG.error("The ledger cannot start or go on; nothing is delivered", failure);
    }
  }

  private void begin() {
    var clients = new KafkaClients(PrefixedProperties.kafka(config));
    var folder = settings.dataDir().toAbsolutePath().normalize();
    int partitions = retrying.until("installation", this::failed, () -> partitions(clients));
    var _ =
        retrying.until(
            "topics",
            this::failed,
            () -> {
              declare(topics.telemetry(), clients, partitions);
              declare(topics.sinks(), clients, partitions);
              return true;
            });
    var ids = retrying.until("schema ids", this::failed, () -> schemaIds(folder));
    var secrets = keep(KafkaSecrets.start(clients, topics, keyring()));
    var _ = retrying.until("secrets", this::failed, () -> known(secrets));
    var office = new OfficeOfSecrets(couriers, secrets);
    var notices = new Notices(topics, ids);
    var application =
        new Reviving<>(
            "deliveries",
            new Life(
                () ->
                    new DeliveryApplication(
                        clients,
                        topics,
                        partitions,
                        ids,
                        reports -> new Lanes(office, notices, reports, clock),
                        clock,
                        ProjectionSettings.onOneMachine(folder.resolve("deliveries")))),
            clock);
    var _ = retrying.until("deliveries", this::failed, application::begin);
    delivering = application;
    missing = null;
  }

  private int partitions(KafkaClients clients) {
    return new InstallationRecord(clients, topics)
        .read(PARTITIONS)
        .map(Integer::parseInt)
        .orElseThrow(() -> new IllegalStateException("No policy service has started here yet"));
  }

  private void declare(List<Topic> others, KafkaClients clients, int partitions) {
    new TopicDeclarations(clients, topics, new TopicSettings(true, partitions, (short) 0))
        .ensure(others, partitions);
  }

  private SchemaIds schemaIds(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder %s cannot be made".formatted(folder), e);
    }
    var registry =
        keep(new RegistryClient(RegistrySettings.from(PrefixedProperties.registry(config))));
    return SchemaIds.keptIn(folder.resolve("schema-ids.json"), registry);
  }

  private Keyring keyring() {
    return new Keyring(
        bytes(settings.sinks().secretsKey().orElseThrow()),
        settings.sinks().secretsKeyPrevious().map(LedgerEngine::bytes).stream().toList());
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.US_ASCII);
  }

  // Once all are known, those under an earlier key are put under the key of now.
  private static boolean known(KafkaSecrets secrets) {
    if (!secrets.ready()) {
      throw new IllegalStateException("Secrets of integrations are still being read");
    }
    var renewed = secrets.encryptAnew();
    if (renewed > 0) {
      LOG.infof("%d secrets are encrypted with the key of now", renewed);
    }
    return true;
  }

  /** How one is made and put away. */
  private record Life(Supplier<DeliveryApplication> make)
      implements Reviving.Life<DeliveryApplication> {
    @Override
    public DeliveryApplication begin() {
      var application = make.get();
      application.start();
      return application;
    }

    @Override
    public boolean ended(DeliveryApplication application) {
      return application.ended();
    }

    @Override
    public void bury(DeliveryApplication application) {
      application.close();
    }
  }

  private synchronized <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  private void failed(String step, Exception why) {
    missing = "%s: %s".formatted(step, why.getMessage());
  }

  /** Why nothing is delivered just now; null if it is, as far as is known. */
  public @Nullable String problem() {
    var application = delivering;
    var current = application == null ? null : application.current();
    return current == null ? missing : current.problem();
  }

  /** How the integrations of this instance do. */
  public List<Gauge> gauges() {
    var application = delivering;
    var current = application == null ? null : application.current();
    return current == null ? List.of() : current.gauges().all();
  }

  void stop(@Observes ShutdownEvent event) {
    closing.countDown();
    var application = delivering;
    var current = application == null ? null : application.current();
    if (current != null) {
      current.close();
    }
    all().forEach(LedgerEngine::close);
  }

  private synchronized List<AutoCloseable> all() {
    return new ArrayList<>(open);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("A part did not stop in order", e);
    }
  }
}

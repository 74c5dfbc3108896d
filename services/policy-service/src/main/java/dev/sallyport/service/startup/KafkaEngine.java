package dev.sallyport.service.startup;

import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.SinksSettings;
import dev.sallyport.service.config.TelemetrySettings;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.settings.RefusedConfiguration;
import dev.sallyport.starting.Retrying;
import dev.sallyport.starting.Reviving;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.decider.Decider;
import dev.sallyport.topology.decider.DeciderSettings;
import dev.sallyport.topology.delivery.Deliveries;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.HistoryApplication;
import dev.sallyport.topology.insight.InsightSettings;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsApplication;
import dev.sallyport.topology.insight.StandingSuppressions;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.submit.ChangeProbe;
import dev.sallyport.topology.submit.CommandSubmitter;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.submit.SubmitSettings;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyView;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The engine on Kafka. Starts without Kafka and the registry being there, and waits for them; gives
 * up only where no waiting would help.
 */
@Singleton
final class KafkaEngine implements Engine {
  private static final Logger LOG = Logger.getLogger(KafkaEngine.class);
  private static final Duration TO_PROBE = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final EngineSettings settings;
  private final Topics topics;
  private final IntConsumer exit;
  private final InstantSource clock = InstantSource.system();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Retrying retrying = new Retrying(closing);
  private final OpenParts parts = new OpenParts(closing);
  private final LateView view = new LateView();
  private final LateCommands commands = new LateCommands();
  private final LateHistory history = new LateHistory();
  private final LateHistory historyHere = new LateHistory();
  private final LateTelemetry telemetry = new LateTelemetry();
  private final LateInsights insights = new LateInsights();
  private final LateSecrets secrets = new LateSecrets();
  private final LateDeliveries deliveries = new LateDeliveries();

  private volatile String missing = "this instance is still starting";
  private volatile @Nullable ChangelogView reading;
  private volatile @Nullable CommandSubmitter submitting;
  private volatile @Nullable Reviving<Decider> deciding;
  private volatile @Nullable Reviving<HistoryApplication> projecting;
  private volatile @Nullable TelemetryStart taking;
  private volatile @Nullable InsightsStart showing;
  private volatile @Nullable SinksStart listing;
  private volatile @Nullable RegistryComparison comparison;
  private volatile @Nullable ChangeProbe probe;
  private volatile boolean complete;

  @Inject
  KafkaEngine(
      Config config,
      InstallationSettings installation,
      TelemetrySettings reports,
      SinksSettings sinks,
      FleetOfInstances fleet) {
    this(
        EngineSettings.of(config, installation, reports, sinks, fleet.fleet()),
        new Topics(""),
        Quarkus::asyncExit);
  }

  /**
   * @param exit ends the process with a code
   */
  KafkaEngine(EngineSettings settings, Topics topics, IntConsumer exit) {
    this.settings = settings;
    this.topics = topics;
    this.exit = exit;
  }

  @Override
  public PolicyView view() {
    return view;
  }

  @Override
  public Commands commands() {
    return commands;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public Insights insights() {
    return insights;
  }

  @Override
  public IntegrationSecrets secrets() {
    return secrets;
  }

  @Override
  public Deliveries deliveries() {
    return deliveries;
  }

  @Override
  public byte[] rows(String projection, int partition, RowQuestion question) {
    switch (projection) {
      case HistoryApplication.NAME -> {
        var reviving = projecting;
        var current = reviving == null ? null : reviving.current();
        if (current != null) {
          return current.answer(partition, question);
        }
      }
      case InsightsApplication.NAME -> {
        var prepared = showing;
        var current = prepared == null ? null : prepared.current();
        if (current != null) {
          return current.answer(partition, question);
        }
      }
      default -> {} // of a newer version
    }
    throw new InvalidStateStoreException("not here: " + projection);
  }

  /** The decider of now, which may have ended; null before there is one. */
  @Nullable Decider decider() {
    var reviving = deciding;
    return reviving == null ? null : reviving.current();
  }

  @Override
  public void start() {
    Thread.ofPlatform().daemon().name("start").start(this::run);
  }

  private void run() {
    try {
      begin();
      complete = true;
      startInsights();
      keepAlive();
    } catch (Retrying.Closed _) {
      LOG.debug("Closed");
    } catch (RefusedConfiguration refused) {
      missing = String.join("; ", refused.problems());
      LOG.error("The configuration is refused: " + missing);
      exit.accept(RefusedConfiguration.EXIT_CODE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      complete = false;
      missing = "this instance cannot go on; its log tells why";
      LOG.error("The engine cannot start or go on; lookups stay as they are", failure);
    }
  }

  private void begin() {
    var clients = new KafkaClients(settings.kafka());
    var schemas = CompletableFuture.supplyAsync(this::schemas, Thread::startVirtualThread);
    int partitions = retrying.until("topics", this::failed, () -> partitions(clients));
    var seen =
        parts.keep(
            ChangelogView.start(clients, topics, new RunnerPolicyJson(), clock), view::become);
    reading = seen;
    var submitter =
        parts.keep(
            CommandSubmitter.start(
                clients, topics, seen, SubmitSettings.DEFAULT, clock, (_, _, _) -> {}),
            commands::become);
    submitting = submitter;
    var registered = schemas.join();
    takeTelemetry(clients, partitions, registered.ids());
    var decider =
        new Reviving<>(
            "decider",
            new DeciderLife(
                () ->
                    new Decider(
                        clients,
                        topics,
                        registered.encoder(),
                        DeciderSettings.onOneMachine(
                            settings.folder().resolve("decider"), partitions),
                        clock),
                parts),
            clock);
    var _ = retrying.until("decider", this::failed, decider::begin);
    deciding = decider;
    var projection =
        new Reviving<>(
            "history",
            new HistoryLife(
                () ->
                    new HistoryApplication(
                        clients, topics, partitions, registered.ids(), running("history")),
                history,
                historyHere,
                parts),
            clock);
    var _ = retrying.until("history", this::failed, projection::begin);
    projecting = projection;
    probe = new ChangeProbe(submitter, submitter::partitions, clock);
    compare(registered.ids());
    prepareInsights(clients, partitions, registered.ids());
    prepareSinks(clients, partitions);
    var bootstrap = new Bootstrap(settings, seen, submitter, clock);
    var _ =
        retrying.until(
            "bootstrap",
            this::failed,
            () -> {
              bootstrap.run();
              return true;
            });
  }

  private ProjectionSettings running(String projection) {
    return ProjectionSettings.in(settings.folder().resolve(projection), settings.fleet());
  }

  private int partitions(KafkaClients clients) {
    try {
      return new TopicDeclarations(
              clients, topics, new TopicSettings(true, settings.partitions(), (short) 0))
          .ensure();
    } catch (TopicDeclarations.WronglyDivided wrong) {
      throw new RefusedConfiguration(
          List.of(
              "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS names a Kafka whose topics do not fit, and"
                  + " SALLYPORT_PARTITIONS, which is %d, only tells how to create missing ones. %s"
                      .formatted(settings.partitions(), wrong.getMessage())));
    }
  }

  private record Schemas(SchemaIds ids, EventEncoder encoder) {}

  private Schemas schemas() {
    try {
      Files.createDirectories(settings.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder %s cannot be made".formatted(settings.folder()), e);
    }
    var registry =
        parts.keep(new RegistryClient(RegistrySettings.from(settings.registry())), _ -> {});
    var ids = SchemaIds.keptIn(settings.folder().resolve("schema-ids.json"), registry);
    var encoder = retrying.until("schemas", this::failed, () -> EventEncoder.registered(ids));
    return new Schemas(ids, encoder);
  }

  // Beside everything else: schemas of telemetry that the registry does not know yet, as after an
  // upgrade, must hold up no change while the registry is away.
  private void takeTelemetry(KafkaClients clients, int partitions, SchemaIds ids) {
    var starting =
        new TelemetryStart(
            clients,
            topics,
            partitions,
            ids,
            retrying,
            () -> declareTelemetry(clients, partitions),
            parts,
            telemetry);
    taking = starting;
    var _ = Thread.ofVirtual().name("start-telemetry").start(starting::run);
  }

  private void prepareInsights(KafkaClients clients, int partitions, SchemaIds ids) {
    // On threads of Kafka Streams: they must not wait for another instance.
    var contents = new PolicyVersions(view, historyHere);
    showing =
        new InsightsStart(
            retrying,
            () -> declareTelemetry(clients, partitions),
            ids,
            encoder ->
                new InsightsApplication(
                    clients,
                    topics,
                    partitions,
                    ids,
                    encoder,
                    contents,
                    new StandingSuppressions(view),
                    InsightSettings.of(settings.stableAfter()),
                    running("insights")),
            parts,
            insights,
            clock);
  }

  private void prepareSinks(KafkaClients clients, int partitions) {
    listing =
        new SinksStart(
            clients,
            topics,
            settings.keyring(),
            retrying,
            () -> declare(topics.sinks(), clients, partitions),
            parts,
            secrets,
            deliveries);
  }

  private void declareTelemetry(KafkaClients clients, int partitions) {
    declare(topics.telemetry(), clients, partitions);
  }

  private void declare(List<Topic> others, KafkaClients clients, int partitions) {
    new TopicDeclarations(clients, topics, new TopicSettings(true, partitions, (short) 0))
        .ensure(others, partitions);
  }

  private void compare(SchemaIds ids) {
    var comparing = new RegistryComparison(ids::disagreements, closing);
    comparison = comparing;
    var _ = Thread.ofVirtual().name("compare-schema-ids").start(comparing::run);
  }

  // Last of all: what shows what jobs report takes a good part of a second from a start.
  private void startInsights() {
    var prepared = showing;
    if (prepared != null) {
      var _ = Thread.ofVirtual().name("start-insights").start(prepared::run);
    }
    var sinks = listing;
    if (sinks != null) {
      var _ = Thread.ofVirtual().name("start-sinks").start(sinks::run);
    }
  }

  private void keepAlive() throws InterruptedException {
    while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
      look(deciding);
      look(projecting);
      var shown = showing;
      if (shown != null) {
        shown.look();
      }
    }
  }

  private static void look(@Nullable Reviving<?> part) {
    if (part != null) {
      part.look();
    }
  }

  private void failed(String step, Exception why) {
    missing = "%s: %s".formatted(step, why.getMessage());
  }

  @Override
  public CompletionStage<Changeability> changeability() {
    var decider = decider();
    var probing = probe;
    var seen = reading;
    if (!complete || decider == null || probing == null || seen == null) {
      return impossible(missing);
    }
    var stopped = decider.health().stopped();
    if (!stopped.isEmpty()) {
      return impossible("stopped: " + stopped);
    }
    if (!decider.running()) {
      return impossible("the decider is %s: %s".formatted(decider.state(), decider.lastFailure()));
    }
    var unread = seen.problem();
    if (unread != null) {
      return impossible("the view does not go on: " + unread);
    }
    return probing
        .probe()
        .toCompletableFuture()
        .orTimeout(TO_PROBE.toMillis(), TimeUnit.MILLISECONDS)
        .handle((found, failure) ->
            failure != null
                ? new Changeability.Impossible("the deciders were asked in vain: " + failure)
                : found.changeable()
                    ? new Changeability.Possible()
                    : new Changeability.Impossible("by partition: " + found.failing()));
  }

  private static CompletionStage<Changeability> impossible(String reason) {
    return CompletableFuture.completedStage(new Changeability.Impossible(reason));
  }

  @Override
  public Vitals vitals() {
    var seen = reading;
    var submitter = submitting;
    var taken = taking;
    var compared = comparison;
    var decider = decider();
    var reviving = projecting;
    var projection = reviving == null ? null : reviving.current();
    var health = projection == null ? null : projection.health();
    var troubles = new TreeMap<String, String>();
    put(troubles, "view", seen == null ? null : seen.problem());
    put(troubles, "outcomes", submitter == null ? null : submitter.problem());
    put(troubles, "telemetry", taken == null ? null : taken.problem());
    var shown = showing;
    put(troubles, "insights", shown == null ? null : shown.problem());
    var listed = listing;
    put(troubles, "sinks", listed == null ? null : listed.problem());
    put(troubles, "registry", compared == null ? null : compared.found());
    if (health != null && !health.stops().isEmpty()) {
      troubles.put("history", "stopped: " + health.stops());
    } else if (projection != null && projection.ended()) {
      troubles.put("history", "has ended; another is about to be started");
    }
    return new Vitals(
        submitter == null ? 0 : submitter.inFlight(),
        decider == null ? Map.of() : decider.counts().snapshot(),
        decider == null
            ? List.of()
            : decider.health().stopped().stream().map(String::valueOf).toList(),
        health == null ? List.of() : health.stops().stream().map(String::valueOf).toList(),
        troubles);
  }

  private static void put(Map<String, String> troubles, String part, @Nullable String what) {
    if (what != null) {
      troubles.put(part, what);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    parts.close();
  }
}

package dev.sallyport.service.startup;

import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.logging.LogLine;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.decider.Decider;
import dev.sallyport.topology.decider.DeciderSettings;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.HistoryApplication;
import dev.sallyport.topology.history.HistorySettings;
import dev.sallyport.topology.submit.ChangeProbe;
import dev.sallyport.topology.submit.CommandSubmitter;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.submit.SubmitSettings;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The engine on Kafka. Starts without Kafka and the registry being there, and waits for them. */
@Singleton
final class KafkaEngine implements Engine {
  private static final Logger LOG = Logger.getLogger(KafkaEngine.class);
  private static final Duration TO_CLOSE = Duration.ofSeconds(4);
  private static final Duration TO_PROBE = Duration.ofSeconds(3);

  private final EngineSettings settings;
  private final Topics topics = new Topics("");
  private final InstantSource clock = InstantSource.system();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Retrying retrying = new Retrying(closing);
  private final LateView view = new LateView();
  private final LateCommands commands = new LateCommands();
  private final LateHistory history = new LateHistory();

  // What has started and is to be closed, in the order of starting.
  private final List<AutoCloseable> started = new ArrayList<>();
  private volatile String missing = "this instance is still starting";
  private volatile @Nullable Decider decider;
  private volatile @Nullable ChangeProbe probe;
  private volatile @Nullable ChangelogView changelog;
  private volatile boolean complete;

  @Inject
  KafkaEngine(Config config, InstallationSettings installation) {
    this.settings = EngineSettings.of(config, installation);
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
  public void start() {
    Thread.ofPlatform().daemon().name("start").start(this::run);
  }

  private void run() {
    try {
      var clients = new KafkaClients(settings.kafka());
      var schemas = CompletableFuture.supplyAsync(this::schemas, Thread::startVirtualThread);
      var declarations =
          new TopicDeclarations(
              clients, topics, new TopicSettings(true, settings.partitions(), (short) 0));
      var partitions = retrying.until("topics", this::failed, declarations::ensure);
      var reading =
          started(
              ChangelogView.start(clients, topics, new RunnerPolicyJson(), clock), view::become);
      changelog = reading;
      var submitter =
          started(
              CommandSubmitter.start(
                  clients, topics, reading, SubmitSettings.DEFAULT, clock, (_, _, _) -> {}),
              commands::become);
      var registered = schemas.join();
      var deciding =
          retrying.until(
              "decider",
              this::failed,
              () -> {
                var one =
                    new Decider(
                        clients,
                        topics,
                        registered.encoder(),
                        DeciderSettings.onOneMachine(
                            settings.folder().resolve("decider"), partitions),
                        clock);
                return startedOrClosed(one, one::start);
              });
      decider = deciding;
      var projecting =
          retrying.until(
              "history",
              this::failed,
              () -> {
                var one =
                    new HistoryApplication(
                        clients,
                        topics,
                        partitions,
                        registered.ids(),
                        HistorySettings.onOneMachine(settings.folder().resolve("history")));
                return startedOrClosed(one, one::start);
              });
      history.become(projecting.history());
      probe = new ChangeProbe(submitter, submitter::partitions, clock);
      var bootstrap = new Bootstrap(settings, reading, submitter, clock);
      retrying.until(
          "bootstrap",
          this::failed,
          () -> {
            bootstrap.run();
            return true;
          });
      complete = true;
    } catch (Retrying.Closed _) {
      LOG.debug("Closed while starting");
    } catch (RuntimeException | Error failure) {
      missing = "this instance cannot start; its log tells why";
      LOG.error("The engine cannot start; lookups are not answered", failure);
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
    var registry = new RegistryClient(RegistrySettings.from(settings.registry()));
    started(registry, _ -> {});
    var ids = SchemaIds.keptIn(settings.folder().resolve("schema-ids.json"), registry);
    var encoder = retrying.until("schemas", this::failed, () -> EventEncoder.registered(ids));
    return new Schemas(ids, encoder);
  }

  private void failed(String step, Exception why) {
    missing = "%s: %s".formatted(step, why.getMessage());
  }

  // What does not start is tried again with another in its place.
  private <T extends AutoCloseable> T startedOrClosed(T part, Runnable start) {
    try {
      start.run();
    } catch (RuntimeException failure) {
      end(part);
      throw failure;
    }
    return started(part, _ -> {});
  }

  private synchronized <T extends AutoCloseable> T started(T part, Consumer<T> become) {
    if (closing.getCount() == 0) {
      end(part);
      throw new Retrying.Closed();
    }
    started.add(part);
    become.accept(part);
    return part;
  }

  @Override
  public CompletionStage<Changeability> changeability() {
    var deciding = decider;
    var probing = probe;
    var showing = changelog;
    if (!complete || deciding == null || probing == null || showing == null) {
      return impossible(missing);
    }
    var stopped = deciding.health().stopped();
    if (!stopped.isEmpty()) {
      return impossible("stopped: " + stopped);
    }
    if (!deciding.running()) {
      return impossible(
          "the decider is %s: %s".formatted(deciding.state(), deciding.lastFailure()));
    }
    var unread = showing.problem();
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
  public void close() {
    closing.countDown();
    var parts = parts();
    var ending =
        parts.stream()
            .map(part -> CompletableFuture.runAsync(() -> end(part), Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ending).get(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(LogLine.of("not all parts stopped in time").with("limit", TO_CLOSE));
    } catch (ExecutionException e) {
      LOG.warn("A part did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<AutoCloseable> parts() {
    return List.copyOf(started);
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(part.getClass().getSimpleName(), e);
    }
  }
}

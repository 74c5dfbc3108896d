package dev.sallyport.cli;

import dev.sallyport.local.ChildJvm;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Broker, registry and services of one data directory: started together, kept running, stopped in
 * order.
 */
final class Supervisor implements SupervisedChild.Listener {
  private static final String REGISTRY = "registry";
  private static final String SINKS = SinkService.NAME;

  // After an upgrade the service may have schemas to register even in a later start.
  private static final Duration WITHOUT_REGISTRY = Duration.ofSeconds(5);

  // Together, with what a kill may take, within the ten seconds that a terminal or an
  // init system grants.
  private static final Map<String, Duration> ORDERLY =
      Map.of(
          "service",
          Duration.ofSeconds(4),
          REGISTRY,
          Duration.ofSeconds(1),
          "broker",
          Duration.ofSeconds(3),
          SINKS,
          Duration.ofSeconds(1));
  private static final int HOPELESS = 5;
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(40);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

  private final Plan plan;
  private final DataDirectory data;
  private final Announcer announcer;
  private final List<SupervisedChild> children = new ArrayList<>();
  private final Map<String, ProcessIdentity> processes = new TreeMap<>();
  private final ConcurrentLinkedQueue<Outcome> setbacks = new ConcurrentLinkedQueue<>();

  Supervisor(Plan plan, DataDirectory data, Announcer announcer) throws IOException {
    this.plan = plan;
    this.data = data;
    this.announcer = announcer;
    if (plan.broker().isPresent()) {
      children.add(child(plan.broker().get(), Optional.of(LocalKafka.readyMark())));
    }
    if (plan.registry().isPresent()) {
      children.add(child(plan.registry().get(), Optional.of(LocalRegistry.readyMark())));
    }
    children.add(child(plan.service(), Optional.empty()));
    if (plan.sinks().isPresent()) {
      children.add(child(plan.sinks().get(), Optional.empty()));
    }
  }

  private SupervisedChild child(ChildJvm program, Optional<String> readyMark) throws IOException {
    var log = ChildLog.open(data.logs().resolve(program.name() + ".log"));
    return new SupervisedChild(program, readyMark, log, announcer, this);
  }

  /** How a start ended. */
  sealed interface Outcome {
    record Ready() implements Outcome {}

    record Refused(String child) implements Outcome {}

    record Hopeless(String child) implements Outcome {}
  }

  /**
   * Starts what it takes to be ready. Only a first start needs the registry for that: later the
   * service knows the ids of its schemas, and the registry follows when it no longer takes
   * processor time from the others. So do the sinks, for which nobody waits.
   */
  void start() {
    children.stream()
        .filter(child -> !child.name().equals(SINKS))
        .filter(child -> plan.isFirstStart() || !child.name().equals(REGISTRY))
        .forEach(SupervisedChild::start);
  }

  private void startTheRest() {
    children.forEach(SupervisedChild::start);
  }

  private void startThoseNeeded() {
    children.stream().filter(child -> !child.name().equals(SINKS)).forEach(SupervisedChild::start);
  }

  /** Waits as long as there is hope: an existing Kafka that is away may come back. */
  Outcome awaitReady(ServiceProbe probe) throws InterruptedException {
    var lastReport = announcer.elapsed();
    var patience = announcer.elapsed().plus(WITHOUT_REGISTRY);
    while (true) {
      if (announcer.elapsed().compareTo(patience) > 0) {
        startThoseNeeded();
      }
      var setback = setbacks.peek();
      if (setback != null) {
        return setback;
      }
      var missing = probe.missing();
      if (missing.isEmpty()) {
        startTheRest();
        return new Outcome.Ready();
      }
      if (announcer.elapsed().minus(lastReport).compareTo(BETWEEN_REPORTS) > 0) {
        lastReport = announcer.elapsed();
        announcer.say("Waiting for the service: " + missing.get());
      }
      Thread.sleep(BETWEEN_PROBES);
    }
  }

  @Override
  public synchronized void started(String child, ProcessIdentity process) {
    processes.put(child, process);
    var running =
        new RunningInstance(
            ProcessIdentity.of(ProcessHandle.current()),
            processes,
            plan.url(),
            plan.bootstrapServers(),
            plan.schemaRegistry(),
            plan.partitions());
    try {
      running.write(data.path());
    } catch (IOException failure) {
      announcer.say("%s cannot be written: %s".formatted(data.run(), failure));
    }
  }

  @Override
  public void ready(String child) {
    announcer.say("The %s is ready.".formatted(child));
  }

  @Override
  public void failed(String child, int times) {
    if (times >= HOPELESS) {
      setbacks.add(new Outcome.Hopeless(child));
    }
  }

  @Override
  public void refusedConfiguration(String child) {
    setbacks.add(new Outcome.Refused(child));
  }

  /** What a child has printed last. */
  List<String> lastWords(String child) {
    return children.stream()
        .filter(one -> one.name().equals(child))
        .flatMap(one -> one.log().lastWords().stream())
        .toList();
  }

  /** Stops all of them, those that use others first, and kills whoever does not stop in time. */
  void stop() throws InterruptedException, IOException {
    for (var child : children.reversed()) {
      child.stop(ORDERLY.getOrDefault(child.name(), Duration.ZERO));
    }
    Files.deleteIfExists(data.run());
  }

  /** Stops all of them at once, each with this much time. */
  void stopTogether(Duration orderly) throws InterruptedException {
    var stops = new ArrayList<Thread>();
    for (var child : children) {
      stops.add(Thread.ofPlatform().name("stop-" + child.name()).start(() -> stop(child, orderly)));
    }
    for (var stop : stops) {
      stop.join();
    }
  }

  private static void stop(SupervisedChild child, Duration orderly) {
    try {
      child.stop(orderly);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

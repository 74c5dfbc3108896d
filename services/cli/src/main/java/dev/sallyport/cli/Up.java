package dev.sallyport.cli;

import dev.sallyport.local.ChildJvm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Starts Sallyport on this machine and keeps it running in the foreground until it is told to stop.
 */
@Command(
    name = "up",
    sortOptions = false,
    description = {
      "Starts Sallyport on this machine: a Kafka broker, a schema registry, the policy service and"
          + " the sink service,"
          + " in the foreground. Ctrl-C stops everything; data is kept.",
      ""
    })
final class Up implements Callable<Integer> {
  /**
   * When the launcher began, in milliseconds since 1970, so that the time to ready is the one that
   * the user waited.
   */
  static final String LAUNCHED = "sallyport.launched";

  private static final Duration FOR_ORPHANS = Duration.ofSeconds(8);

  private final CommandSpec spec;

  private Up() {
    spec = CommandSpec.forAnnotatedObject(this);
  }

  static CommandLine commandLine() {
    var up = new Up();
    for (var setting : Setting.values()) {
      setting.flag().ifPresent(flag -> up.spec.addOption(option(setting, flag)));
    }
    up.spec.usageMessage().footer(withoutFlags());
    return new CommandLine(up.spec);
  }

  private static String[] withoutFlags() {
    return Stream.concat(
            Stream.of("", "By environment alone:"),
            Stream.of(Setting.values())
                .filter(setting -> setting.flag().isEmpty())
                .map(setting ->
                    "  %s%n      %s".formatted(setting.variable(), setting.description())))
        .toArray(String[]::new);
  }

  private static OptionSpec option(Setting setting, String flag) {
    var standard = setting.standard().isEmpty() ? "" : ", else " + setting.standard();
    // One that is true or false may stand alone.
    var truth = setting.label().equals("true|false");
    return OptionSpec.builder(flag)
        .arity(truth ? "0..1" : "1")
        .fallbackValue(truth ? "true" : "")
        .paramLabel(setting.label())
        .type(String.class)
        .description(setting.description(), "(environment: " + setting.variable() + standard + ")")
        .build();
  }

  @Override
  public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
    try {
      return switch (SettingsReader.read(flags(), System.getenv())) {
        case SettingsReader.Reading.Refused(var problems) -> throw new CannotStart(problems);
        case SettingsReader.Reading.Understood(var settings) -> run(settings);
      };
    } catch (CannotStart refusal) {
      refusal.reasons().forEach(reason -> System.err.println("error: " + reason));
      return ChildJvm.CONFIGURATION_REFUSED;
    }
  }

  private Map<Setting, String> flags() {
    var flags = new EnumMap<Setting, String>(Setting.class);
    var parsed = spec.commandLine().getParseResult();
    for (var setting : Setting.values()) {
      setting
          .flag()
          .filter(parsed::hasMatchedOption)
          .ifPresent(flag -> flags.put(setting, parsed.matchedOptionValue(flag, "")));
    }
    return flags;
  }

  private static int run(UpSettings settings)
      throws CannotStart, IOException, InterruptedException, GeneralSecurityException {
    var data = DataDirectory.open(settings.data());
    try (var lock = DataLock.take(data.path().resolve("lock"));
        var log = ChildLog.open(data.logs().resolve("up.log"))) {
      var announcer = new Announcer(System.out, log, sinceLaunch());
      if (lock.killed().isPresent()) {
        announcer.say(
            "Process %d ended without cleaning up; taking over its data."
                .formatted(lock.killed().get().pid()));
        outliveOrphans(data);
      }
      return supervise(AotCaches.quickened(Plan.make(settings, data)), data, lock, announcer);
    }
  }

  private static Duration sinceLaunch() {
    var launched =
        Optional.ofNullable(System.getProperty(LAUNCHED))
            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
            .or(() -> ProcessHandle.current().info().startInstant());
    return launched
        .map(start -> Duration.between(start, Instant.now()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  // Children of a killed supervisor stop by themselves, but hold ports and files until they have.
  private static void outliveOrphans(DataDirectory data) throws IOException, InterruptedException {
    var orphans =
        RunningInstance.lastOn(data.path())
            .map(instance -> List.copyOf(instance.processes().values()))
            .orElse(List.of());
    var limit = Instant.now().plus(FOR_ORPHANS);
    while (orphans.stream().anyMatch(orphan -> orphan.find().isPresent())
        && Instant.now().isBefore(limit)) {
      Thread.sleep(Duration.ofMillis(50));
    }
    orphans.forEach(orphan -> orphan.find().ifPresent(ProcessHandle::destroyForcibly));
  }

  private static int supervise(Plan plan, DataDirectory data, DataLock lock, Announcer announcer)
      throws IOException, InterruptedException, GeneralSecurityException {
    var supervisor = new Supervisor(plan, data, announcer);
    var stop = new Thread(() -> stop(supervisor, lock, announcer), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    announcer.say("Starting %s on the data in %s".formatted(names(plan), data.path()));
    supervisor.start();
    var certificate = plan.settings().http().tls().map(UpSettings.Tls::certificate);
    try (var probe = ServiceProbe.of(plan.url(), certificate)) {
      return switch (supervisor.awaitReady(probe)) {
        case Supervisor.Outcome.Ready _ -> {
          new Welcome(plan, data, announcer).say(probe);
          new CountDownLatch(1).await();
          yield 0;
        }
        case Supervisor.Outcome.Refused(var child) -> {
          giveUp(child, supervisor, data, stop);
          yield ChildJvm.CONFIGURATION_REFUSED;
        }
        case Supervisor.Outcome.Hopeless(var child) -> {
          giveUp(child, supervisor, data, stop);
          yield 1;
        }
      };
    }
  }

  private static String names(Plan plan) {
    var names =
        List.of(plan.broker(), plan.registry(), Optional.of(plan.service()), plan.sinks()).stream()
            .flatMap(Optional::stream)
            .map(ChildJvm::name)
            .toList();
    return String.join(", ", names);
  }

  private static void giveUp(String child, Supervisor supervisor, DataDirectory data, Thread stop)
      throws InterruptedException {
    var log = data.logs().resolve(child + ".log");
    System.err.printf("error: The %s does not start. The end of %s:%n", child, log);
    supervisor.lastWords(child).forEach(line -> System.err.println("  " + line));
    stopNow(stop);
  }

  // Before lock and log are given back, which they are when this command returns.
  private static void stopNow(Thread stop) throws InterruptedException {
    if (withdrawn(stop)) {
      stop.start();
    }
    stop.join();
  }

  private static boolean withdrawn(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stoppingAlready) {
      return false;
    }
  }

  private static void stop(Supervisor supervisor, DataLock lock, Announcer announcer) {
    var begin = announcer.elapsed();
    announcer.say("Stopping.");
    try {
      supervisor.stop();
      lock.close();
      announcer.say(
          "Stopped, in %s.".formatted(Announcer.seconds(announcer.elapsed().minus(begin))));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      announcer.say("Not stopped cleanly: " + failure);
    }
  }
}

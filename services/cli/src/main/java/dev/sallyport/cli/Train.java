package dev.sallyport.cli;

import dev.sallyport.local.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * One start on data that nobody keeps, which leaves the caches that later starts are faster with.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Starts everything once in a temporary folder, so that later starts are faster.")
final class Train implements Callable<Integer> {
  private static final Duration TO_READY = Duration.ofMinutes(2);
  private static final Duration TO_RECORD = Duration.ofMinutes(4);

  @Parameters(paramLabel = "FOLDER", description = "Where the caches go.")
  private Path caches = Path.of("");

  @Override
  public Integer call()
      throws IOException, InterruptedException, GeneralSecurityException, ExecutionException {
    var data = Files.createTempDirectory("sallyport-train");
    try {
      return train(data, caches.toAbsolutePath());
    } catch (CannotStart refusal) {
      System.err.println("error: " + refusal.getMessage());
      return 1;
    } finally {
      remove(data);
    }
  }

  private static int train(Path folder, Path caches)
      throws CannotStart,
          IOException,
          InterruptedException,
          GeneralSecurityException,
          ExecutionException {
    var flags =
        Map.of(
            Setting.DATA_DIR, folder.toString(),
            Setting.HTTP_PORT, String.valueOf(Ports.free()));
    var key = AdminKey.random();
    var settings =
        switch (SettingsReader.read(flags, Map.of(Setting.ADMIN_KEY.variable(), key))) {
          case SettingsReader.Reading.Refused(var problems) -> throw new CannotStart(problems);
          case SettingsReader.Reading.Understood(var understood) -> understood;
        };
    var data = DataDirectory.open(settings.data());
    var plan = Plan.make(settings, data).with(child -> child.recordingInto(caches));
    try (var log = ChildLog.open(data.logs().resolve("up.log"));
        var probe = ServiceProbe.of(plan.url(), Optional.empty())) {
      var announcer = new Announcer(System.out, log, Duration.ZERO);
      var supervisor = new Supervisor(plan, data, announcer);
      var stop = new Thread(() -> abandon(supervisor), "abandon");
      Runtime.getRuntime().addShutdownHook(stop);
      supervisor.start();
      var ready = isReady(supervisor, probe);
      if (ready) {
        announcer.say("Exercising.");
        try (var http = HttpClient.newHttpClient()) {
          new Exercise(http, plan.url(), key).take();
        }
      }
      announcer.say(ready ? "Recording." : "Not ready; nothing is recorded.");
      supervisor.stopTogether(ready ? TO_RECORD : Duration.ZERO);
      return ready ? 0 : 1;
    }
  }

  private static boolean isReady(Supervisor supervisor, ServiceProbe probe)
      throws InterruptedException, ExecutionException {
    try (var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcome = waiting.submit(() -> supervisor.awaitReady(probe));
      try {
        return outcome.get(TO_READY.toMillis(), TimeUnit.MILLISECONDS)
            instanceof Supervisor.Outcome.Ready;
      } catch (TimeoutException late) {
        outcome.cancel(true);
        return false;
      }
    }
  }

  private static void abandon(Supervisor supervisor) {
    try {
      supervisor.stopTogether(Duration.ZERO);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package dev.sallyport.cli;

import dev.sallyport.local.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code ./sallyport up} in a process of its own, with a stand-in for the policy service. */
public final class UpProcess implements AutoCloseable {
  static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path data;
  private final int port;
  private final List<String> lines = new ArrayList<>();
  private final Thread reading;

  private UpProcess(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
    this.reading = Thread.ofPlatform().daemon().name("up-output").start(this::read);
  }

  /** With a broker and a registry of its own. */
  static UpProcess complete(Path data, int port, Map<String, String> environment)
      throws IOException {
    return start(data, port, environment);
  }

  /** Only the service, told of a Kafka and a registry which nobody asks. */
  static UpProcess serviceOnly(Path data, int port, Map<String, String> environment)
      throws IOException {
    var all = new HashMap<>(environment);
    all.put("SALLYPORT_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    all.put("SALLYPORT_SCHEMA_REGISTRY_URL", "http://127.0.0.1:1");
    return start(data, port, all);
  }

  static UpProcess serviceOnly(Path data) throws IOException {
    return serviceOnly(data, Ports.free(), Map.of());
  }

  /** With the real policy service, as the build has packaged it, and a broker and a registry. */
  static UpProcess real(Path data, int port) throws IOException {
    return real(data, port, Map.of());
  }

  /** With the real policy service. */
  public static UpProcess real(Path data, int port, Map<String, String> environment)
      throws IOException {
    return start(
        data,
        port,
        environment,
        List.of(
            "-D" + Service.FOLDER + "=" + System.getProperty(Service.FOLDER),
            "-D" + SinkService.FOLDER + "=" + System.getProperty(SinkService.FOLDER)));
  }

  private static UpProcess start(Path data, int port, Map<String, String> environment)
      throws IOException {
    // What is put in the service's place writes nothing that there would be to deliver.
    var all = new HashMap<>(environment);
    all.putIfAbsent("SALLYPORT_WITHOUT_SINKS", "true");
    return start(
        data,
        port,
        all,
        List.of(
            "-D" + Service.FOLDER + "=" + testClasses(),
            "-D" + Service.MAIN + "=" + FakePolicyService.class.getName()));
  }

  private static UpProcess start(
      Path data, int port, Map<String, String> environment, List<String> service)
      throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(service);
    line.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dsallyport.broker.lib=" + System.getProperty("sallyport.broker.lib"),
            "-Dsallyport.registry.dir=" + System.getProperty("sallyport.registry.dir"),
            "-cp",
            System.getProperty("java.class.path"),
            Sallyport.class.getName(),
            "up",
            "--data",
            data.toString(),
            "--port",
            String.valueOf(port)));
    // A build that runs in the background of a shell ignores SIGINT, its children inherit that, and
    // a JVM that was started so never hears of one.
    line.addAll(0, List.of("env", "--default-signal=INT"));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("SALLYPORT_"));
    builder.environment().putAll(environment);
    return new UpProcess(builder.start(), data, port);
  }

  private static Path testClasses() {
    try {
      return Path.of(UpProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void read() {
    try (var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException ended) {
      synchronized (lines) {
        lines.add("output ended: " + ended);
      }
    }
  }

  int port() {
    return port;
  }

  Process process() {
    return process;
  }

  public String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  public UpProcess awaitReady() {
    awaitOutput("Ctrl-C stops everything");
    return this;
  }

  void awaitOutput(String text) {
    await(() -> output().contains(text), "\"" + text + "\"");
  }

  /** Waits for what becomes true by itself, while there is somebody who could make it so. */
  void await(BooleanSupplier condition, String what) {
    await(
        () -> {
          var ended = ended();
          if (condition.getAsBoolean()) {
            return true;
          }
          if (ended) {
            throw new AssertionError(
                "%s was not seen before up ended with %d; it said:%n%s"
                    .formatted(what, process.exitValue(), output()));
          }
          return false;
        },
        () -> what + " was not seen; up said:\n" + output());
  }

  // Its last words may come after its end.
  private boolean ended() {
    return !process.isAlive() && !reading.isAlive();
  }

  static void await(BooleanSupplier condition, Supplier<String> complaint) {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(complaint.get());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The process of a child, as other commands see it. */
  ProcessHandle child(String name) {
    return find(name)
        .orElseThrow(() -> new AssertionError("no " + name + " runs; up said:\n" + output()));
  }

  Optional<ProcessHandle> find(String name) {
    try {
      return RunningInstance.find(data)
          .map(instance -> instance.processes().get(name))
          .flatMap(ProcessIdentity::find);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  RunningInstance instance() throws IOException {
    return RunningInstance.find(data).orElseThrow();
  }

  /** The status of a request with this key. */
  int status(String path, String key) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Authorization", "Bearer " + key)
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  String get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  /** Sends a signal, by the name that kill(1) knows. */
  static void signal(String signal, long pid) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + signal + " " + pid + " failed");
    }
  }

  void killHard() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT)) {
      throw new AssertionError("up does not end; it said:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(LIMIT)) {
        killHard();
      }
    } catch (InterruptedException interrupted) {
      process.toHandle().destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

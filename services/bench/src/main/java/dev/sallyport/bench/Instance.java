package dev.sallyport.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Sallyport of its own, started as a user would: {@code ./sallyport up} on an empty folder. */
final class Instance implements AutoCloseable {
  static final String ADMIN_KEY = "sp_bench_0000000000000000000000000000000000000";

  private static final Duration TO_START = Duration.ofMinutes(3);
  private static final Duration TO_STOP = Duration.ofSeconds(15);
  private static final String READY = "Ready.";

  private final Path data;
  private final int port;
  private final List<String> serviceOptions;
  private final Map<String, String> environment;
  private Process process;
  private Duration toReady = Duration.ZERO;

  private Instance(
      Path data, int port, List<String> serviceOptions, Map<String, String> environment)
      throws IOException {
    this.environment = Map.copyOf(environment);
    this.data = data;
    this.port = port;
    this.serviceOptions = List.copyOf(serviceOptions);
    this.process = launch();
  }

  /** Starts one without sinks and returns when it is ready. */
  static Instance start(String... serviceOptions) throws IOException {
    return start(Map.of("SALLYPORT_WITHOUT_SINKS", "true"), serviceOptions);
  }

  /** Starts one that may deliver to this machine, and returns when the policy service is ready. */
  static Instance startWithSinks() throws IOException {
    return start(Map.of("SALLYPORT_SINKS_ALLOWED_HOSTS", "127.0.0.1"));
  }

  private static Instance start(Map<String, String> environment, String... serviceOptions)
      throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    return new Instance(
        Files.createTempDirectory("sallyport-bench"), port, List.of(serviceOptions), environment);
  }

  private Process launch() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("sallyport.home", ".")).resolve("sallyport").toString());
    command.addAll(List.of("up", "--data", data.toString(), "--port", String.valueOf(port)));
    if (!serviceOptions.isEmpty()) {
      command.add("--service-jvm-options=" + String.join(" ", serviceOptions));
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("SALLYPORT_ADMIN_KEY", ADMIN_KEY);
    var from = System.nanoTime();
    var started = builder.start();
    var ready = new CompletableFuture<String>();
    Thread.ofPlatform().daemon().start(() -> follow(started, ready));
    try {
      ready.get(TO_START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException notReady) {
      started.destroy();
      throw new IOException("Sallyport did not become ready; its logs are in " + data, notReady);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      started.destroy();
      throw new IOException("interrupted while Sallyport was starting", interrupted);
    }
    toReady = Duration.ofNanos(System.nanoTime() - from);
    return started;
  }

  private static void follow(Process process, CompletableFuture<String> ready) {
    var said = new StringBuilder();
    try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append(System.lineSeparator());
        if (line.contains(READY)) {
          ready.complete(line);
        }
      }
    } catch (IOException broken) {
      said.append(broken);
    }
    ready.completeExceptionally(new IllegalStateException("it ended:\n" + said));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** From the command to its being ready, the shell included. */
  Duration toReady() {
    return toReady;
  }

  /** Stops it and starts it again on the same data. */
  void restart() throws IOException {
    stop();
    process = launch();
  }

  String bootstrapServers() throws IOException {
    return running().getProperty("kafka.bootstrap.servers");
  }

  /** How many bytes the projections of telemetry take on disk. */
  long bytesOfInsights() throws IOException {
    try (var files = Files.walk(data.resolve("service").resolve("insights"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** The process id of the policy service. */
  long servicePid() throws IOException {
    var identity = running().getProperty("process.service");
    return Long.parseLong(identity.substring(0, identity.indexOf(' ')));
  }

  private Properties running() throws IOException {
    var properties = new Properties();
    try (var file = Files.newBufferedReader(data.resolve("run.properties"))) {
      properties.load(file);
    }
    return properties;
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(TO_STOP)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package dev.sallyport.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry (Apicurio over its Confluent-compatible API) in a JVM of its own, on
 * loopback, with compatibility FULL_TRANSITIVE for every subject. Ends with this process if nobody
 * closes it.
 *
 * <p>Not for several threads at once.
 */
public final class LocalRegistry implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final String READY = "Listening on: http";
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--sun-misc-unsafe-memory-access=allow");

  private final DataFolder data;
  private final int port;
  private final int managementPort;
  private @Nullable RunningJvm running;

  private LocalRegistry(DataFolder data) {
    this.data = data;
    this.port = Ports.free();
    this.managementPort = otherThan(port);
  }

  /** An empty registry on a free port; {@link #close} removes its data. */
  public static LocalRegistry start() {
    return started(DataFolder.temporary("sallyport-registry"));
  }

  /** A registry on a free port with the data of that folder, which stays. */
  public static LocalRegistry start(Path data) {
    return started(DataFolder.kept(data));
  }

  private static LocalRegistry started(DataFolder data) {
    var registry = new LocalRegistry(data);
    registry.restart();
    return registry;
  }

  /**
   * The program to run for a registry of one's own supervision; it prints {@link #readyMark} once
   * it serves clients.
   */
  public static ChildJvm program(Path data, int port, int managementPort) {
    return new ChildJvm(
        "registry",
        QuarkusApplication.classPath(Installation.registry()),
        QuarkusApplication.mainClass(Installation.registry()),
        List.of(),
        options(data, port, managementPort),
        Map.of());
  }

  private static List<String> options(Path data, int port, int managementPort) {
    var settings =
        Map.of(
            "quarkus.http.host",
            "127.0.0.1",
            "quarkus.http.port",
            String.valueOf(port),
            "quarkus.management.host",
            "127.0.0.1",
            "quarkus.management.port",
            String.valueOf(managementPort),
            "apicurio.rules.global.compatibility",
            "FULL_TRANSITIVE",
            // H2 delays writes by half a second: a schema registered just before a kill would be
            // lost, and its id given to
            // another schema.
            "apicurio.datasource.url",
            "jdbc:h2:file:" + data.toAbsolutePath().resolve("registry") + ";WRITE_DELAY=0");
    var properties =
        settings.entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .sorted();
    var manifest = QuarkusApplication.manifestOptions(Installation.registry()).stream();
    return Stream.of(JVM.stream(), manifest, properties).flatMap(part -> part).toList();
  }

  /** What the registry prints once it serves clients. */
  public static String readyMark() {
    return READY;
  }

  /** Base URL of the Confluent API, for {@code schema.registry.url}. */
  public static String url(int port) {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** Base URL of this registry's Confluent API; the same after a restart. */
  public String url() {
    return url(port);
  }

  /**
   * {@code kill -9}. Returns once the process is gone; {@link #restart} brings it back with the
   * same data and port.
   */
  public void kill() {
    if (running != null) {
      running.kill();
      running = null;
    }
  }

  /** Stops in order; {@link #restart} brings it back with the same data and port. */
  public void stop() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }

  /** Starts it again on the same data and port, and returns once it serves clients. */
  public void restart() {
    stop();
    running = RunningJvm.startAndAwait(program(data.path(), port, managementPort), READY, TO_START);
  }

  /** Stops it, in order unless its data goes with it. */
  @Override
  public void close() {
    if (data.isTemporary()) {
      kill();
    }
    stop();
    data.close();
  }

  private static int otherThan(int port) {
    int other = Ports.free();
    return other == port ? otherThan(port) : other;
  }
}

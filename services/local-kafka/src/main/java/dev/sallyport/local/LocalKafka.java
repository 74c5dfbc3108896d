package dev.sallyport.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in a JVM of its own, on loopback. Ends with this process if nobody closes it.
 *
 * <p>Not for several threads at once.
 */
public final class LocalKafka implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final List<String> JVM =
      List.of(
          "-Xms256m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final DataFolder data;
  private final int port;
  private final int controllerPort;
  private @Nullable RunningJvm running;

  private LocalKafka(DataFolder data) {
    this.data = data;
    this.port = Ports.free();
    this.controllerPort = otherThan(port);
  }

  /** An empty broker on a free port; {@link #close} removes its data. */
  public static LocalKafka start() {
    return started(DataFolder.temporary("sallyport-kafka"));
  }

  /** A broker on a free port with the data of that folder, which stays. */
  public static LocalKafka start(Path data) {
    return started(DataFolder.kept(data));
  }

  private static LocalKafka started(DataFolder data) {
    var kafka = new LocalKafka(data);
    kafka.restart();
    return kafka;
  }

  /**
   * The program to run for a broker of one's own supervision; it prints {@link #readyMark} once it
   * serves clients.
   */
  public static ChildJvm program(Path data, int port, int controllerPort) {
    return new ChildJvm(
        "broker",
        Installation.broker(),
        Broker.class.getName(),
        List.of(data.toString(), String.valueOf(port), String.valueOf(controllerPort)),
        JVM,
        Map.of());
  }

  /** What the broker prints once it serves clients. */
  public static String readyMark() {
    return Broker.READY;
  }

  /** For {@code bootstrap.servers}; the same after a restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
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
    running =
        RunningJvm.startAndAwait(program(data.path(), port, controllerPort), readyMark(), TO_START);
  }

  /** Stops it, in order if it runs. */
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

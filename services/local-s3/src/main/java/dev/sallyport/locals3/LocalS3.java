package dev.sallyport.locals3;

import dev.sallyport.local.Checkout;
import dev.sallyport.local.ChildJvm;
import dev.sallyport.local.Ports;
import dev.sallyport.local.RunningJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S3Proxy in a JVM of its own, on loopback, with its objects in files. It checks signatures (AWS
 * Signature Version 4) and takes {@code If-None-Match: *}. Ends with this process if nobody closes
 * it.
 *
 * <p>Not for several threads at once.
 */
public final class LocalS3 implements AutoCloseable {
  public static final String ACCESS_KEY_ID = "local-identity";
  public static final String SECRET_ACCESS_KEY = "local-credential";

  private static final Path BUILT = Path.of("services", "local-s3", "target", "lib");
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final String READY = "Server Started";
  private static final String MAIN = "org.gaul.s3proxy.Main";
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Path folder;
  private final int port = Ports.free();
  private @Nullable RunningJvm running;

  private LocalS3(Path folder) {
    this.folder = folder;
  }

  /** An empty one on a free port; {@link #close} removes its data. */
  public static LocalS3 start() {
    try {
      var s3 = new LocalS3(Files.createTempDirectory("sallyport-s3"));
      s3.configure();
      s3.restart();
      return s3;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void configure() throws IOException {
    Files.createDirectory(folder.resolve("objects"));
    Files.write(
        folder.resolve("s3proxy.properties"),
        List.of(
            "s3proxy.endpoint=" + endpoint(),
            "s3proxy.authorization=aws-v4",
            "s3proxy.identity=" + ACCESS_KEY_ID,
            "s3proxy.credential=" + SECRET_ACCESS_KEY,
            "jclouds.provider=filesystem-nio2",
            "jclouds.identity=unused",
            "jclouds.credential=unused",
            "jclouds.filesystem.basedir=" + folder.resolve("objects")));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Makes an empty bucket. */
  public void makeBucket(String name) {
    try {
      // What S3Proxy keeps buckets as.
      Files.createDirectory(folder.resolve("objects").resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
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
    running = RunningJvm.startAndAwait(program(), READY, TO_START);
  }

  private ChildJvm program() {
    var classPath = new ArrayList<Path>();
    classPath.add(Checkout.ours());
    classPath.addAll(jars(Checkout.folder("sallyport.s3.lib", BUILT)));
    return new ChildJvm(
        "s3proxy",
        classPath,
        MAIN,
        List.of("--properties", folder.resolve("s3proxy.properties").toString()),
        options(),
        Map.of());
  }

  private static List<String> options() {
    var options = new ArrayList<>(JVM);
    options.add("-Dlogback.configurationFile=" + LocalS3.class.getResource("/s3proxy-logback.xml"));
    return options;
  }

  private static List<Path> jars(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    if (running != null) {
      running.kill();
      running = null;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

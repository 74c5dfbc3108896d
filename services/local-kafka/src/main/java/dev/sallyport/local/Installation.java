package dev.sallyport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the build has put the libraries of the broker and the registry.
 *
 * <p>The system properties {@value #BROKER_LIB} and {@value #REGISTRY} name the two folders;
 * without them they are looked for in {@code services/local-kafka/target} of the checkout that
 * holds the working directory.
 */
final class Installation {
  static final String BROKER_LIB = "sallyport.broker.lib";
  static final String REGISTRY = "sallyport.registry.dir";

  private static final Path BUILT = Path.of("services", "local-kafka", "target");

  private Installation() {}

  /** The class path of {@link Broker}: our own classes, then Kafka's. */
  static List<Path> broker() {
    return Stream.concat(Stream.of(ours()), jars(folder(BROKER_LIB, "lib")).stream()).toList();
  }

  /** The class path of Apicurio Registry under {@link Lifeline}. */
  static List<Path> registry() {
    return List.of(ours(), folder(REGISTRY, "registry").resolve("quarkus-run.jar"));
  }

  /** The jar or folder that holds this class. */
  static Path ours() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path folder(String property, String name) {
    var named = System.getProperty(property);
    var folder = named == null ? inCheckout(name) : Path.of(named);
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "No folder %s. Build services/local-kafka first (./sallyport does), or name the folder in the system property %s."
              .formatted(folder == null ? BUILT.resolve(name) : folder, property));
    }
    return folder;
  }

  private static @Nullable Path inCheckout(String name) {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      var candidate = folder.resolve(BUILT).resolve(name);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static List<Path> jars(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

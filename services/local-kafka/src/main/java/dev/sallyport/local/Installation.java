package dev.sallyport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build has put the libraries of the broker and the registry. */
final class Installation {
  private static final Path BUILT = Path.of("services", "local-kafka", "target");

  private Installation() {}

  /** The class path of {@link Broker}: our own classes, then Kafka's. */
  static List<Path> broker() {
    var lib = Checkout.folder("sallyport.broker.lib", BUILT.resolve("lib"));
    return Stream.concat(Stream.of(Checkout.ours()), jars(lib)).toList();
  }

  /** The folder of Apicurio Registry. */
  static Path registry() {
    return Checkout.folder("sallyport.registry.dir", BUILT.resolve("registry"));
  }

  private static Stream<Path> jars(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package dev.sallyport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A packaged Quarkus application ("fast-jar"), run by {@link Lifeline} instead of {@code java
 * -jar}.
 */
public final class QuarkusApplication {
  /** Finds the application beside the jar that holds it. */
  public static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

  private QuarkusApplication() {}

  /** The class path: our own classes, then the application. */
  public static List<Path> classPath(Path folder) {
    return List.of(Checkout.ours(), jar(folder));
  }

  /**
   * What {@code java -jar} would read from the manifest, as options: without them its thread pools
   * fail on JDK 24 and later.
   */
  public static List<String> manifestOptions(Path folder) {
    try (var jar = new JarFile(jar(folder).toFile())) {
      var manifest = jar.getManifest().getMainAttributes();
      var opens = manifest.getValue("Add-Opens");
      var options =
          opens == null
              ? Stream.<String>empty()
              : Arrays.stream(opens.strip().split("\\s+"))
                  .map(target -> "--add-opens=" + target + "=ALL-UNNAMED");
      return Stream.concat(options, Stream.of("--enable-native-access=ALL-UNNAMED")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path jar(Path folder) {
    return folder.resolve("quarkus-run.jar");
  }
}

package dev.sallyport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A packaged Quarkus application , run by {@link Lifeline} instead of {@code java -jar}. */
public final class QuarkusApplication {
  private QuarkusApplication() {}

  /** The class path: our own classes, then the application. */
  public static List<Path> classPath(Path folder) {
    return List.of(Checkout.ours(), jar(folder));
  }

  /** The main class, which depends on how the application was packaged. */
  public static String mainClass(Path folder) {
    return manifest(folder).getValue(Attributes.Name.MAIN_CLASS);
  }

  /**
   * What {@code java -jar} would read from the manifest, as options: without them its thread pools
   * fail on JDK 24 and later.
   */
  public static List<String> manifestOptions(Path folder) {
    var opens = manifest(folder).getValue("Add-Opens");
    var options =
        opens == null
            ? Stream.<String>empty()
            : Arrays.stream(opens.strip().split("\\s+"))
                .map(target -> "--add-opens=" + target + "=ALL-UNNAMED");
    return Stream.concat(options, Stream.of("--enable-native-access=ALL-UNNAMED")).toList();
  }

  private static Attributes manifest(Path folder) {
    try (var jar = new JarFile(jar(folder).toFile())) {
      return jar.getManifest().getMainAttributes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path jar(Path folder) {
    return folder.resolve("quarkus-run.jar");
  }
}

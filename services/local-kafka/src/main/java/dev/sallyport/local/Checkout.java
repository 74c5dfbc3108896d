package dev.sallyport.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds what the build has put into a checkout. */
public final class Checkout {
  private Checkout() {}

  /**
   * A folder that the build makes.
   *
   * @param property the system property that names it
   * @param built where it is in the checkout that holds the working directory, if the property is
   *     not set
   */
  public static Path folder(String property, Path built) {
    var named = System.getProperty(property);
    var folder = named == null ? above(built) : Path.of(named);
    if (folder == null || !Files.exists(folder)) {
      throw new IllegalStateException(
          "There is no %s. Build first (./sallyport does), or name it in the system property %s."
              .formatted(folder == null ? built : folder, property));
    }
    return folder;
  }

  private static @Nullable Path above(Path built) {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(built))) {
        return folder.resolve(built);
      }
    }
    return null;
  }

  /** The jar or folder that holds {@link Lifeline}. */
  public static Path ours() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

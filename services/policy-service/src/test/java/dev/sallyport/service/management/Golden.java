package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are kept as files: compared, or written anew with {@code -Dsallyport.update=true}. */
final class Golden {
  private Golden() {}

  static void compare(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("sallyport.update")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as(
            "%s is out of date: look at the difference, then run with -Dsallyport.update=true",
            file)
        .isEqualTo(Files.readString(file));
  }
}

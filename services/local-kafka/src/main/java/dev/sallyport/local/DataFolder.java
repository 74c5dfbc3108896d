package dev.sallyport.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a server keeps its data: a folder of the user's, or one that goes with the server. */
record DataFolder(Path path, boolean isTemporary) implements AutoCloseable {
  static DataFolder temporary(String name) {
    try {
      return new DataFolder(Files.createTempDirectory(name), true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static DataFolder kept(Path path) {
    return new DataFolder(path.toAbsolutePath(), false);
  }

  @Override
  public void close() {
    if (!isTemporary) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package dev.sallyport.topology.decider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Who an instance is, kept in its folder, so that after a restart it is known as the same. */
final class InstanceId {
  private static final String FILE = "instance-id";

  private InstanceId() {}

  /**
   * The id kept in a folder that is made if need be; a new one at the first start.
   *
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  static String of(Path folder) {
    var file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      if (Files.exists(file)) {
        return UUID.fromString(Files.readString(file).strip()).toString();
      }
      var id = UUID.randomUUID().toString();
      var draft = folder.resolve(FILE + ".new");
      Files.writeString(
          draft,
          id,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.SYNC,
          StandardOpenOption.WRITE);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return id;
    } catch (IOException failed) {
      throw new UncheckedIOException("The folder " + folder + " cannot be used", failed);
    }
  }
}

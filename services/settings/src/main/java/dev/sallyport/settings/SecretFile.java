package dev.sallyport.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret of an installation of one instance: made at its first start, and kept. */
public final class SecretFile {
  private static final int BYTES = 32;
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private SecretFile() {}

  /** The secret of this name that is kept in this folder, which need not be there yet. */
  public static byte[] in(Path folder, String name) {
    var file = folder.resolve(name);
    try {
      if (Files.notExists(file)) {
        make(folder, file);
      }
      var kept = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (kept.length() < BYTES) {
        throw new IllegalStateException(
            file + " holds no secret: remove it, and another is made at the next start");
      }
      return kept.getBytes(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("A secret cannot be kept in " + file, e);
    }
  }

  private static void make(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    // Written aside and moved into place: a start that is cut short leaves no half of a secret.
    var aside =
        Files.createTempFile(folder, String.valueOf(file.getFileName()), ".new", ofOwnerOnly());
    Files.writeString(aside, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    try {
      Files.move(aside, file);
    } catch (FileAlreadyExistsException e) {
      Files.delete(aside); // another instance was quicker, and its secret counts
    }
  }

  private static FileAttribute<?>[] ofOwnerOnly() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}

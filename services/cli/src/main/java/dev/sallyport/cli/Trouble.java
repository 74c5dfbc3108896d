package dev.sallyport.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What went wrong, in words for whoever typed the command. */
final class Trouble {
  private Trouble() {}

  /** Exceptions of the file system often say only the name of the file. */
  static String told(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing ->
          "There is no such file or folder: %s".formatted(missing.getFile());
      case AccessDeniedException denied -> "This user may not touch %s".formatted(denied.getFile());
      case FileSystemException other ->
          "%s: %s"
              .formatted(
                  other.getFile(),
                  Objects.requireNonNullElse(other.getReason(), other.getClass().getSimpleName()));
      default -> failure.toString();
    };
  }

  /** A Kafka client that cannot even be made says why only in the cause. */
  static String withCauses(Throwable failure) {
    var words = String.valueOf(failure.getMessage());
    var cause = failure.getCause();
    return cause == null ? words : words + ": " + withCauses(cause);
  }
}

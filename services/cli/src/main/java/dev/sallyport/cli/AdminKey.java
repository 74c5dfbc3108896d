package dev.sallyport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The key with which an installation begins. It lies in a private file from before the first start
 * until the service has taken it and the user has seen it, so that a crash in between loses
 * nothing; then it is nowhere but with the user.
 */
final class AdminKey {
  static final String PREFIX = "sp_";

  private static final int RANDOM_BYTES = 32;

  private AdminKey() {}

  /**
   * The key to begin with: the one of an unfinished first start, else the preset one, else a new
   * one.
   */
  static String begin(Path pending, Optional<String> preset) throws IOException {
    try {
      return Files.readString(pending).strip();
    } catch (NoSuchFileException firstTime) {
      var key = preset.orElseGet(AdminKey::random);
      PrivateFile.write(pending, key + "\n");
      return key;
    }
  }

  static String random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package dev.sallyport.cli;

import dev.sallyport.archive.ManifestKey;
import dev.sallyport.topology.verify.ExportedHead;
import dev.sallyport.topology.verify.HeadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Mixed into commands that compare events with heads of before. */
final class HeadsOption {
  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "Heads that were exported before, or a manifest of the archive: each must be among the"
              + " events.")
  private Optional<Path> against = Optional.empty();

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description =
          "PEM file with the Ed25519 key that the heads must be signed with; the signature is"
              + " beside them, in FILE.sig.")
  private Optional<Path> publicKey = Optional.empty();

  /** The heads are not what was signed. */
  static final class Unsigned extends IOException {
    private static final long serialVersionUID = 1L;

    Unsigned(String message) {
      super(message);
    }
  }

  /**
   * The heads, none if none are named.
   *
   * @throws Unsigned if a key is named, and they are not signed with it
   * @throws CannotStart if only a key is named
   */
  List<ExportedHead> heads() throws IOException, CannotStart {
    if (against.isEmpty()) {
      if (publicKey.isPresent()) {
        throw new CannotStart("--public-key checks the file of --against, which is not named.");
      }
      return List.of();
    }
    if (publicKey.isPresent()) {
      checkSignature(against.get(), publicKey.get());
    }
    return HeadFile.read(against.get());
  }

  private static void checkSignature(Path file, Path key) throws IOException {
    var signature = ManifestKey.signature(file);
    try {
      if (!ManifestKey.signed(
          ManifestKey.publicKey(key), Files.readAllBytes(file), Files.readAllBytes(signature))) {
        throw new Unsigned(
            "%s is not what was signed: the signature in %s does not hold with %s."
                .formatted(file, signature, key));
      }
    } catch (NoSuchFileException missing) {
      if (signature.toString().equals(missing.getFile())) {
        throw new Unsigned("%s is not signed: there is no %s.".formatted(file, signature));
      }
      throw missing;
    }
  }
}

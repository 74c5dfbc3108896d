package dev.sallyport.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * The folder that holds everything, in a layout with a version: a newer Sallyport opens an older
 * one, an older Sallyport refuses a newer one.
 */
final class DataDirectory {
  /**
   * Raise it, and add the step to {@link #open}, when a release before this one could no longer
   * read what is written.
   */
  static final int FORMAT = 1;

  private static final String FORMAT_FILE = "format";
  private static final String RECORDED_FILE = "recorded.properties";

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * Opens it, or makes one of an absent or empty folder. Touches nothing in a folder that is
   * neither.
   */
  static DataDirectory open(Path path) throws IOException, CannotStart {
    try {
      return opened(path);
    } catch (FileSystemException unusable) {
      throw new CannotStart(
          "%s cannot hold the data. %s. Choose another folder with %s."
              .formatted(path, Trouble.told(unusable), Setting.DATA_DIR.ways()));
    }
  }

  private static DataDirectory opened(Path path) throws IOException, CannotStart {
    var format = path.resolve(FORMAT_FILE);
    if (Files.exists(format)) {
      refuseNewer(path, Files.readString(format).strip());
    } else {
      refuseForeign(path);
      Files.createDirectories(path);
      PrivateFile.write(format, FORMAT + "\n");
    }
    for (var folder : new String[] {"kafka", "registry", "service", "sinks", "logs"}) {
      Files.createDirectories(path.resolve(folder));
    }
    return new DataDirectory(path);
  }

  private static void refuseNewer(Path path, String version) throws CannotStart {
    if (!version.matches("\\d{1,6}")) {
      throw new CannotStart(
          "%s says \"%s\", which is no version of a data directory."
              .formatted(path.resolve(FORMAT_FILE), version));
    }
    if (Integer.parseInt(version) > FORMAT) {
      throw new CannotStart(
          "The data in %s is in format %s, written by a newer Sallyport; this one reads formats up to %d. Use the newer one, or another folder with %s."
              .formatted(path, version, FORMAT, Setting.DATA_DIR.ways()));
    }
  }

  private static void refuseForeign(Path path) throws IOException, CannotStart {
    if (!Files.exists(path)) {
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new CannotStart(
          "%s is no folder. Choose one with %s.".formatted(path, Setting.DATA_DIR.ways()));
    }
    try (var files = Files.list(path)) {
      if (files.findAny().isPresent()) {
        throw new CannotStart(
            "%s holds files, but no data of Sallyport. Choose an empty folder with %s."
                .formatted(path, Setting.DATA_DIR.ways()));
      }
    }
  }

  Path path() {
    return path;
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path registry() {
    return path.resolve("registry");
  }

  Path service() {
    return path.resolve("service");
  }

  Path sinks() {
    return path.resolve("sinks");
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path pendingAdminKey() {
    return path.resolve("admin-key.pending");
  }

  Path run() {
    return path.resolve(RunningInstance.FILE);
  }

  /** A number that an earlier start has recorded. */
  OptionalInt recorded(String name) throws IOException {
    var value = recorded().getProperty(name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
  }

  void record(String name, int value) throws IOException {
    var properties = recorded();
    if (String.valueOf(value).equals(properties.setProperty(name, String.valueOf(value)))) {
      return;
    }
    var text = new StringWriter();
    properties.store(text, "Kept by ./sallyport up; not for editing.");
    PrivateFile.write(path.resolve(RECORDED_FILE), text.toString());
  }

  private Properties recorded() throws IOException {
    var properties = new Properties();
    var file = path.resolve(RECORDED_FILE);
    if (Files.exists(file)) {
      properties.load(new StringReader(Files.readString(file)));
    }
    return properties;
  }
}

package dev.sallyport.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Mixed into every command that works on the Sallyport of this machine: which data directory, and
 * what runs on it.
 */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data directory (environment: SALLYPORT_DATA_DIR, else .sallyport).")
  private Optional<Path> data = Optional.empty();

  /** Where {@code up} keeps its data if it is started in the same folder with the same settings. */
  Path folder() {
    return folder(System.getenv());
  }

  Path folder(Map<String, String> environment) {
    var variable = environment.get(Setting.DATA_DIR.variable());
    var fallback =
        Path.of(
            variable == null || variable.isBlank()
                ? Setting.DATA_DIR.standard()
                : variable.strip());
    return data.orElse(fallback).toAbsolutePath().normalize();
  }

  /** What runs there; refuses if nothing does. */
  RunningInstance running() throws IOException, CannotStart {
    var folder = folder();
    return RunningInstance.find(folder)
        .orElseThrow(() ->
            new CannotStart(
                "Nothing runs on the data in %s. Start it with ./sallyport up, or name another folder with %s."
                    .formatted(folder, Setting.DATA_DIR.ways())));
  }
}

package dev.sallyport.topology.projection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the projection runs on this instance.
 *
 * @param stateDirectory where its databases are; they can always be derived again
 * @param threads that read events, at least 1
 * @param standbys copies that other instances keep
 * @param applicationServer {@code host:port} under which other instances reach this one, if any do
 */
public record ProjectionSettings(
    Path stateDirectory, int threads, int standbys, Optional<String> applicationServer) {
  public ProjectionSettings {
    if (threads < 1 || standbys < 0) {
      throw new IllegalArgumentException(
          "There is at least one thread, and no negative number of standbys.");
    }
  }

  public static ProjectionSettings onOneMachine(Path stateDirectory) {
    return new ProjectionSettings(stateDirectory, 1, 0, Optional.empty());
  }
}

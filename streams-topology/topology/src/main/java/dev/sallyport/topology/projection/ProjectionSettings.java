package dev.sallyport.topology.projection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the projection runs on this instance.
 *
 * @param stateDirectory where its databases are; they can always be derived again
 * @param threads that read events, at least 1
 * @param standbys copies that other instances keep
 * @param fleet where other instances answer for what they hold; if there are none, what is not here
 *     cannot be asked
 */
public record ProjectionSettings(
    Path stateDirectory, int threads, int standbys, Optional<Fleet> fleet) {
  public ProjectionSettings {
    if (threads < 1 || standbys < 0) {
      throw new IllegalArgumentException(
          "There is at least one thread, and no negative number of standbys.");
    }
  }

  public static ProjectionSettings onOneMachine(Path stateDirectory) {
    return in(stateDirectory, Optional.empty());
  }

  /** One thread, and no copies. */
  public static ProjectionSettings in(Path stateDirectory, Optional<Fleet> fleet) {
    return new ProjectionSettings(stateDirectory, 1, 0, fleet);
  }
}

package dev.sallyport.topology.decider;

import java.nio.file.Path;

/**
 * How a decider runs.
 *
 * @param folder of its own, kept across restarts: stores, and who it is
 * @param partitions of the topics laid out by owner, as recorded
 * @param threads deciding at the same time; each takes a share of the partitions
 * @param standbys copies of each store on other instances, ready to take over
 */
public record DeciderSettings(Path folder, int partitions, int threads, int standbys) {
  public DeciderSettings {
    if (partitions < 1 || threads < 1 || standbys < 0) {
      throw new IllegalArgumentException(
          "A decider has at least one partition and one thread, and no negative number of standbys.");
    }
  }

  /** One thread and nobody else to take over. */
  public static DeciderSettings onOneMachine(Path folder, int partitions) {
    return new DeciderSettings(folder, partitions, 1, 0);
  }
}

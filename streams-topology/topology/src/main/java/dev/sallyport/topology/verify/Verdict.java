package dev.sallyport.topology.verify;

import java.util.List;

/** What came of verifying. */
public sealed interface Verdict {
  /**
   * Everything holds.
   *
   * @param heads of each owner verified, by owner
   * @param state one digest of all that is served of these owners: the same wherever the same
   *     events stand, in whatever partitions and with whatever schema ids
   */
  record Sound(long events, List<ExportedHead> heads, String state) implements Verdict {
    public Sound {
      heads = List.copyOf(heads);
    }
  }

  /** The first thing found that does not. */
  record Broken(Fault fault) implements Verdict {}
}

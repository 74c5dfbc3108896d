package dev.sallyport.topology.verify;

import java.util.List;

/** What came of verifying. */
public sealed interface Verdict {
  /**
   * Everything holds.
   *
   * @param heads of each owner verified, by owner
   */
  record Sound(long events, List<ExportedHead> heads) implements Verdict {
    public Sound {
      heads = List.copyOf(heads);
    }
  }

  /** The first thing found that does not. */
  record Broken(Fault fault) implements Verdict {}
}

package dev.sallyport.domain.blocklist;

import dev.sallyport.domain.document.Finding;
import java.util.List;

/** What came of reading a global block list. */
public sealed interface BlockListReading {
  @SuppressWarnings("AvoidCommonTypeNames") // always written with the name of what it is a case of
  record Readable(GlobalBlockList list) implements BlockListReading {}

  /**
   * @param problems each names its member, such as {@code domains[3]}; never empty
   */
  record Unreadable(List<Finding> problems) implements BlockListReading {
    public Unreadable {
      problems = List.copyOf(problems);
    }
  }
}

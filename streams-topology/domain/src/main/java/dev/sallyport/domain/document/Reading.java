package dev.sallyport.domain.document;

import java.util.List;

/** What came of reading a policy: either it can be used, or here is all that is wrong with it. */
public sealed interface Reading {
  /**
   * @param warnings in the order of the text
   */
  @SuppressWarnings("AvoidCommonTypeNames") // always written with the name of what it is a case of
  record Readable(PolicyDocument document, List<Finding> warnings) implements Reading {
    public Readable {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param problems in the order of the text, never empty; beyond 100 only their number is given
   */
  record Unreadable(List<Finding> problems) implements Reading {
    public Unreadable {
      problems = List.copyOf(problems);
    }
  }
}

package dev.sallyport.cli;

import java.util.List;

/** Why a command stops before it has done anything, in words for the person who typed it. */
final class CannotStart extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  CannotStart(String reason) {
    this(List.of(reason));
  }

  CannotStart(List<String> reasons) {
    super(String.join(System.lineSeparator(), reasons));
    this.reasons = List.copyOf(reasons);
  }

  List<String> reasons() {
    return reasons;
  }
}

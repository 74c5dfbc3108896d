package dev.sallyport.domain.document;

/** Reads a changed text again: what means anything but what was asked for is refused. */
final class ReadBack {
  private static final String UNSAFE =
      "this is written in a way that cannot be changed safely from here: change it in the YAML";

  private ReadBack() {}

  static Edited of(String edited, PolicyRules wanted) {
    return switch (PolicyDocument.read(edited)) {
      case Reading.Readable(var document, _) when document.rules().equals(wanted) ->
          new Edited.Done(document);
      case Reading.Readable _ -> unsafe();
      case Reading.Unreadable(var problems) -> new Edited.Refused(reason(problems.getFirst()));
    };
  }

  static Edited unsafe() {
    return new Edited.Refused(UNSAFE);
  }

  private static String reason(Finding problem) {
    return switch (problem.code()) {
      case NO_MODE, ALLOWED_AND_DENIED, TOO_LARGE, TOO_MANY_ENDPOINTS -> problem.message();
      default -> UNSAFE;
    };
  }
}

package dev.sallyport.domain.names;

/**
 * A workflow's file name below {@code .github/workflows/}, such as {@code ci.yml}; case-sensitive.
 */
public record WorkflowFile(String name) {
  private static final int MAX_CODE_POINTS = 255;

  public WorkflowFile {
    if (!PlainText.holds(name, MAX_CODE_POINTS)) {
      throw new InvalidName(
          "workflow", "is a file name of 1 to 255 characters without '/' or control characters");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

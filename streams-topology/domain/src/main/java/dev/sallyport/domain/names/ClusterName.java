package dev.sallyport.domain.names;

/** A runner cluster's name within its owner; case-sensitive. */
public record ClusterName(String name) {
  private static final int MAX_CODE_POINTS = 128;

  public ClusterName {
    if (!PlainText.holds(name, MAX_CODE_POINTS)) {
      throw new InvalidName(
          "cluster name",
          "has 1 to 128 characters without '/', control characters or outer blanks");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

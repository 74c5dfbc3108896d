package dev.sallyport.domain.names;

/**
 * A text that cannot be the name it was given as; the message tells what the name may look like.
 */
public final class InvalidName extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String what;

  public InvalidName(String what, String expectation) {
    super(("aeiou".indexOf(what.charAt(0)) < 0 ? "A " : "An ") + what + " " + expectation + ".");
    this.what = what;
  }

  /** The kind of name, such as {@code owner} or {@code policy name}. */
  public String what() {
    return what;
  }
}

package dev.sallyport.domain.document;

/** What came of a change to an author's text. */
public sealed interface Edited {
  /** The text with the change in it, which means exactly what was asked for. */
  record Done(PolicyDocument document) implements Edited {}

  /**
   * The author has to make the change in the text.
   *
   * @param reason says why, and what to do
   */
  record Refused(String reason) implements Edited {}
}

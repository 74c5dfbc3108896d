package dev.sallyport.domain.document;

import java.util.Optional;

/** Whether a job's outbound calls are only recorded or also stopped. */
public enum EgressMode {
  AUDIT("audit"),
  BLOCK("block");

  private final String text;

  EgressMode(String text) {
    this.text = text;
  }

  /** The word that policies and clients use, such as {@code block}. */
  public String text() {
    return text;
  }

  /** The mode of exactly this word; other case is no mode, since the action refuses it too. */
  public static Optional<EgressMode> named(String text) {
    return switch (text) {
      case "audit" -> Optional.of(AUDIT);
      case "block" -> Optional.of(BLOCK);
      default -> Optional.empty();
    };
  }
}

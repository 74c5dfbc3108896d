package dev.sallyport.service.integrations;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import org.jspecify.annotations.Nullable;

/** A text of notification settings as existing clients send it. */
sealed interface AskedText {
  /** What newer clients send for nothing. */
  String NOTHING = "empty";

  /** Not sent, or empty: it stays as it is. */
  record Kept() implements AskedText {}

  /** Sent as a blank, or as the word that newer clients send for nothing. */
  record Cleared() implements AskedText {}

  /**
   * @param value without outer blanks, never empty
   */
  record Given(String value) implements AskedText {}

  static AskedText of(String member, @Nullable Object sent) {
    return switch (sent) {
      case null -> new Kept();
      case String text when text.isEmpty() -> new Kept();
      case String text when text.isBlank() || text.strip().equalsIgnoreCase(NOTHING) ->
          new Cleared();
      case String text -> new Given(text.strip());
      default -> throw new Rejection(new Malformed(member + " is a text."));
    };
  }

  /** What stands then, where this stood before. */
  default String over(String before) {
    return switch (this) {
      case Kept() -> before;
      case Cleared() -> "";
      case Given(var value) -> value;
    };
  }
}

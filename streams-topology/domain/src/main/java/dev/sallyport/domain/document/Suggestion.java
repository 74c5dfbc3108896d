package dev.sallyport.domain.document;

import java.util.List;
import java.util.Locale;

/** What somebody probably meant to write. */
final class Suggestion {
  private static final int MAX_LENGTH = 64;

  private Suggestion() {}

  /** An advice such as {@code did you mean egress-policy?}, or else the list of choices. */
  static String of(String written, List<String> choices) {
    if (written.length() <= MAX_LENGTH) {
      var normal = written.toLowerCase(Locale.ROOT).replace('_', '-');
      for (var choice : choices) {
        var likely = choice.toLowerCase(Locale.ROOT);
        if (distance(normal, likely) <= 2
            || (normal.length() >= 4 && (likely.startsWith(normal) || normal.startsWith(likely)))) {
          return "did you mean %s?".formatted(choice);
        }
      }
    }
    return "choose from " + String.join(", ", choices);
  }

  /** Insertions, removals and replacements that lead from one text to the other (Levenshtein). */
  private static int distance(String from, String to) {
    var previous = new int[to.length() + 1];
    for (var j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (var i = 1; i <= from.length(); i++) {
      var current = new int[to.length() + 1];
      current[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}

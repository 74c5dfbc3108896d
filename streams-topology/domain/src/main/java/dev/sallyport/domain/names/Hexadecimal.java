package dev.sallyport.domain.names;

/** Digests and ids, written in lower case. */
public final class Hexadecimal {
  private Hexadecimal() {}

  /** Whether the text is so many digits. Without a pattern: every lookup and event asks. */
  public static boolean isDigits(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    for (var i = 0; i < digits; i++) {
      var c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}

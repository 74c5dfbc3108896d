package dev.sallyport.domain.access;

/** Names an API key in lists and logs: the first 16 hexadecimal digits of its hash. Not secret. */
public record KeyId(String value) {
  public KeyId {
    if (!isHex(value, 16)) {
      throw new IllegalArgumentException("A key id has 16 hexadecimal digits.");
    }
  }

  static boolean isHex(String text, int digits) {
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

  @Override
  public String toString() {
    return value;
  }
}

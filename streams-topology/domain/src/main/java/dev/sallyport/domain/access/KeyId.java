package dev.sallyport.domain.access;

import java.util.regex.Pattern;

/** Names an API key in lists and logs: the first 16 hexadecimal digits of its hash. Not secret. */
public record KeyId(String value) {
  private static final Pattern VALID = Pattern.compile("[0-9a-f]{16}");

  public KeyId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("A key id has 16 hexadecimal digits.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

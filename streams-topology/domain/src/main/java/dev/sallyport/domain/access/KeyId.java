package dev.sallyport.domain.access;

import dev.sallyport.domain.names.Hexadecimal;

/** Names an API key in lists and logs: the first 16 hexadecimal digits of its hash. Not secret. */
public record KeyId(String value) {
  public KeyId {
    if (!Hexadecimal.isDigits(value, 16)) {
      throw new IllegalArgumentException("A key id has 16 hexadecimal digits.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

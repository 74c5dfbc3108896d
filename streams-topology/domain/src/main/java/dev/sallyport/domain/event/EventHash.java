package dev.sallyport.domain.event;

import java.util.HexFormat;

/** A link of an owner's hash chain: a SHA-256 in hexadecimal. */
public record EventHash(String hex) {
  private static final int DIGITS = 64;

  /** What the first event of every owner builds on. */
  public static final EventHash GENESIS = new EventHash("0".repeat(64));

  public EventHash {
    // Without a pattern: every event that is written or read passes here.
    if (hex.length() != DIGITS || !hex.chars().allMatch(EventHash::isDigit)) {
      throw new IllegalArgumentException("An event hash has 64 hexadecimal digits.");
    }
  }

  public static EventHash of(byte[] bytes) {
    return new EventHash(HexFormat.of().formatHex(bytes));
  }

  private static boolean isDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

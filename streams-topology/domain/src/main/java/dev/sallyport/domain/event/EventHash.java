package dev.sallyport.domain.event;

import dev.sallyport.domain.names.Hexadecimal;
import java.util.HexFormat;

/** A link of an owner's hash chain: a SHA-256 in hexadecimal. */
public record EventHash(String hex) {
  private static final int DIGITS = 64;

  /** What the first event of every owner builds on. */
  public static final EventHash GENESIS = new EventHash("0".repeat(64));

  public EventHash {
    if (!Hexadecimal.isDigits(hex, DIGITS)) {
      throw new IllegalArgumentException("An event hash has 64 hexadecimal digits.");
    }
  }

  public static EventHash of(byte[] bytes) {
    return new EventHash(HexFormat.of().formatHex(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

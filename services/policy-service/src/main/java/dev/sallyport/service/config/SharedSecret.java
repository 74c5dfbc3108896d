package dev.sallyport.service.config;

/**
 * What all instances of an installation authenticate with: sessions, or one-time keys of jobs. Its
 * text never shows up in a log or message.
 */
public record SharedSecret(String secret) {
  static final int MIN_LENGTH = 32;

  public SharedSecret {
    if (secret.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "has %d characters; %d or more are needed".formatted(secret.length(), MIN_LENGTH));
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("may hold printable ASCII characters only, and no blank");
    }
  }

  @Override
  public String toString() {
    return "SharedSecret[…]";
  }
}

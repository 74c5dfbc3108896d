package dev.sallyport.service.config;

/** What Sallyport shows to GitHub's REST API; its text never shows up in a log or message. */
public record GitHubToken(String secret) {
  public GitHubToken {
    // What is not set at all comes here as an empty text, and must not count as a secret.
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("may hold printable ASCII characters only, and no blank");
    }
  }

  @Override
  public String toString() {
    return "GitHubToken[…]";
  }
}

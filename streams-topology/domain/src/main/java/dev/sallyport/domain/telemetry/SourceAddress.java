package dev.sallyport.domain.telemetry;

/**
 * Where a request came from. Behind a trusted proxy it is what the proxy says, which need not be an
 * address.
 */
public record SourceAddress(String text) {
  private static final int MOST = 64;

  public SourceAddress {
    if (text.isEmpty() || !ObservedText.isPlain(text, MOST)) {
      throw new IllegalArgumentException("A source address has 1 to 64 characters.");
    }
  }

  /** An address in its one spelling; anything else as it is, as far as it can be kept. */
  public static SourceAddress of(String given) {
    var address = IpAddress.read(given);
    if (address != null) {
      return new SourceAddress(address.text());
    }
    return new SourceAddress(given.isEmpty() ? "unknown" : ObservedText.of(given, MOST));
  }

  /** What one household has 2^64 addresses of, with IPv6: the first four groups. */
  public String network() {
    var groups = text.split(":", -1);
    return groups.length == 8 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : text;
  }

  @Override
  public String toString() {
    return text;
  }
}

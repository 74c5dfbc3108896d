package dev.sallyport.domain.document;

import java.util.Locale;
import java.util.Optional;

/**
 * A host as policies name it: a name ({@code github.com}), an SRV name ({@code
 * _https._tcp.example.com}), an IPv4 address, or a wildcard ({@code *.example.com}, {@code
 * prefix*.example.com}).
 *
 * <p>A {@code *} stands for any characters, dots included, as in the open-source agent
 * (dnsproxy.go).
 *
 * @param text canonical: lower case, without a trailing dot, at most 253 characters
 */
public record HostPattern(String text) {
  /** Throws {@link IllegalArgumentException} when the text is not canonical or no host. */
  public HostPattern {
    HostSyntax.flawOf(text)
        .ifPresent(flaw -> {
          throw new IllegalArgumentException(text + ": " + flaw.message());
        });
  }

  /**
   * The host of a text in any case, with or without a trailing dot. Throws {@link
   * IllegalArgumentException} when it is none.
   */
  public static HostPattern of(String text) {
    return new HostPattern(canonical(text));
  }

  /** The host of such a text; empty when it is none. */
  public static Optional<HostPattern> parse(String text) {
    var canonical = canonical(text);
    return HostSyntax.flawOf(canonical).isPresent()
        ? Optional.empty()
        : Optional.of(new HostPattern(canonical));
  }

  // Lower-casing could turn a foreign letter (such as the Kelvin sign) into an ASCII one.
  static String canonical(String text) {
    var lower = text.chars().allMatch(c -> c < 0x80) ? text.toLowerCase(Locale.ROOT) : text;
    return lower.length() > 1 && lower.endsWith(".")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  public boolean isWildcard() {
    return text.indexOf('*') >= 0;
  }

  /** Whether this is an IPv4 address. */
  public boolean isAddress() {
    return HostSyntax.isAddress(text);
  }

  /** Whether a canonical host is this one, or is matched by this wildcard. */
  public boolean matches(String host) {
    var star = text.indexOf('*');
    if (star < 0) {
      return text.equals(host);
    }
    var last = text.lastIndexOf('*');
    var suffix = text.substring(last + 1);
    if (!host.startsWith(text.substring(0, star)) || !host.endsWith(suffix)) {
      return false;
    }
    var from = star;
    var until = host.length() - suffix.length();
    for (var at = star; at < last; ) {
      var next = text.indexOf('*', at + 1);
      var part = text.substring(at + 1, next);
      var found = host.indexOf(part, from);
      if (found < 0) {
        return false;
      }
      from = found + part.length();
      at = next;
    }
    return from <= until;
  }

  @Override
  public String toString() {
    return text;
  }
}

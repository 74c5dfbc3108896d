package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address of IPv4 or IPv6, in one spelling: four numbers, or eight groups without {@code ::};
 * one of IPv4 written as IPv6 is the one of IPv4.
 */
public record IpAddress(String text) {
  private static final int MOST = 45;

  public IpAddress {
    var canonical = canonical(text);
    if (canonical == null) {
      throw new InvalidName("address", "is one of IPv4 or IPv6, without a port");
    }
    text = canonical;
  }

  /** Null for what is none. */
  public static @Nullable IpAddress read(String text) {
    var canonical = canonical(text);
    return canonical == null ? null : new IpAddress(canonical);
  }

  private static @Nullable String canonical(String text) {
    if (!plausible(text)) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  // The JDK also reads fewer than four numbers, brackets, and zones, which it asks the machine for.
  private static boolean plausible(String text) {
    var dots = 0;
    var colons = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c == ':') {
        colons++;
      } else if (Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return text.length() <= MOST && (colons > 1 || (colons == 0 && dots == 3));
  }

  @Override
  public String toString() {
    return text;
  }
}

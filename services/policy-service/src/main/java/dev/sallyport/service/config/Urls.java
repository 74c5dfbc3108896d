package dev.sallyport.service.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** What may be said about an address before anything is sent to it. */
public final class Urls {
  private Urls() {}

  /** Whether keys fetched from there can be believed: https, or this very machine. */
  public static boolean isSafe(URI url) {
    return "https".equals(url.getScheme())
        || ("http".equals(url.getScheme()) && url.getHost() != null && isLoopback(url.getHost()));
  }

  /** Whether a host is this machine's loopback; names other than {@code localhost} are not. */
  public static boolean isLoopback(String host) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (bare.equals("localhost")) {
      return true;
    }
    try {
      return (bare.indexOf(':') >= 0 || Character.isDigit(bare.charAt(0)))
          && InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

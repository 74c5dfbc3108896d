package dev.sallyport.sink.http;

import dev.sallyport.sink.courier.UnusableSecret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An address that whoever knows it can post to: only its host may be seen. */
public final class SecretAddress {
  private static final int LONGEST = 2_000;
  // Shorter parts of a path are words, and hiding them would leave holes in what was said.
  private static final int LEAST_SECRET = 8;

  private final URI address;

  private SecretAddress(URI address) {
    this.address = address;
  }

  /**
   * Reads one as people have it.
   *
   * @param of whose it is, for the message
   * @throws UnusableSecret for what is none
   */
  public static SecretAddress of(String text, String of) {
    try {
      var address = new URI(text.strip());
      var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
      if (text.length() <= LONGEST
          && (scheme.equals("https") || scheme.equals("http"))
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawFragment() == null) {
        return new SecretAddress(address);
      }
    } catch (URISyntaxException _) { // its message quotes the secret
      throw unusable(of);
    }
    throw unusable(of);
  }

  private static UnusableSecret unusable(String of) {
    return new UnusableSecret(
        "the address of the %s is no https address, such as it shows it itself".formatted(of));
  }

  /** What is asked for. */
  public URI address() {
    return address;
  }

  /** All that must not be repeated. */
  public Set<String> secrets() {
    var secrets = new HashSet<String>();
    secrets.add(address.toString());
    add(address.getRawQuery(), secrets);
    add(address.getRawPath(), secrets);
    for (var part : address.getRawPath().split("/", -1)) {
      add(part, secrets);
    }
    return secrets;
  }

  private static void add(@Nullable String part, Set<String> secrets) {
    if (part != null && part.length() >= LEAST_SECRET) {
      secrets.add(part);
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return "%s://%s/…".formatted(address.getScheme(), address.getRawAuthority());
  }
}

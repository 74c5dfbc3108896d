package dev.sallyport.service.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where to go after signing in: a path of this installation and nothing else, or a link to the page
 * could lead anybody anywhere. Browsers read {@code //host}, {@code /\host} and paths with tabs and
 * line ends in them as another site.
 */
public record LocalPath(String text) {
  private static final LocalPath HOME = new LocalPath("/");
  private static final String SIGN_IN = "/sign-in";
  private static final int MAX_LENGTH = 2_000;

  /** The path, or the first page where the text is none of ours. */
  public static LocalPath of(@Nullable String text) {
    return text != null && isLocal(text) ? new LocalPath(text) : HOME;
  }

  /** Path and query of an address, whatever its host. */
  static LocalPath ofAddress(@Nullable String address) {
    try {
      return address == null ? HOME : of(relative(URI.create(address)));
    } catch (IllegalArgumentException e) {
      return HOME;
    }
  }

  static String relative(URI address) {
    var query = address.getRawQuery();
    return query == null ? address.getRawPath() : address.getRawPath() + "?" + query;
  }

  private static boolean isLocal(String text) {
    return text.startsWith("/")
        && !text.startsWith("//")
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')
        && !text.equals(SIGN_IN)
        && !text.startsWith(SIGN_IN + "?")
        && isAddress(text);
  }

  // What no address can be would only be found out once somebody has signed in.
  private static boolean isAddress(String text) {
    try {
      var _ = new URI(text);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The page to sign in at, which leads here. */
  String signIn() {
    return equals(HOME)
        ? SIGN_IN
        : SIGN_IN + "?next=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

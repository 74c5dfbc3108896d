package dev.sallyport.service.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser says that a request comes from a page of ours. Browsers tell it by {@code
 * Sec-Fetch-Site} wherever the connection can be trusted (W3C Fetch Metadata), and otherwise by
 * {@code Origin} (RFC 6454); who sends neither is no browser, and has the form's token to show.
 */
record SameOrigin(@Nullable URI publicUrl) {

  boolean allows(@Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
    if (fetchSite != null) {
      return fetchSite.equals("same-origin") || fetchSite.equals("none");
    }
    if (origin == null) {
      return true;
    }
    var authority = authority(origin);
    return authority != null
        && (authority.equalsIgnoreCase(host)
            || (publicUrl != null && authority.equalsIgnoreCase(publicUrl.getRawAuthority())));
  }

  // "null" is the origin of what hides where it comes from, such as a sandboxed frame.
  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

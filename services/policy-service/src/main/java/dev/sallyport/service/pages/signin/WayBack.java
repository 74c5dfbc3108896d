package dev.sallyport.service.pages.signin;

import dev.sallyport.service.security.LocalPath;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where somebody wanted to go before they were sent to the identity provider, which need not know.
 * In a cookie that nothing vouches for: whatever it says, it leads to a page of ours.
 */
final class WayBack {
  private static final String COOKIE = "sallyport-next";
  private static final int SECONDS = 600;

  private WayBack() {}

  static NewCookie to(LocalPath next) {
    return cookie(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(next.text().getBytes(StandardCharsets.UTF_8)),
        SECONDS);
  }

  static NewCookie gone() {
    return cookie("", 0);
  }

  static LocalPath of(ContainerRequestContext request) {
    var cookie = request.getCookies().get(COOKIE);
    try {
      return LocalPath.of(
          cookie == null
              ? null
              : new String(
                  Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return LocalPath.of(null); // not written here
    }
  }

  private static NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path("/sign-in")
        .maxAge(seconds)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}

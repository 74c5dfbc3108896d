package dev.sallyport.service.pages;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a form did, told once on the page that the browser is sent to. Plain text, in a cookie that
 * is gone once it is shown.
 *
 * @param warning whether it asks for attention
 */
public record Flash(String text, boolean warning) {
  static final String COOKIE = "sallyport-flash";

  private static final String MARK = "!";
  private static final int SECONDS = 60;
  // A cookie has 4 KiB with everything about it.
  private static final int LONGEST = 600;

  public static Flash done(String text) {
    return new Flash(text, false);
  }

  public static Flash warning(String text) {
    return new Flash(text, true);
  }

  /** Sends the browser on to a page that shows this. */
  public Response to(URI page) {
    return Response.seeOther(page).cookie(cookie()).build();
  }

  /**
   * @param path encoded, beginning with a slash
   */
  public Response to(String path) {
    return to(URI.create(path));
  }

  private NewCookie cookie() {
    var cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    var bytes = ((warning ? MARK : "") + cut).getBytes(StandardCharsets.UTF_8);
    return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), SECONDS);
  }

  static NewCookie gone() {
    return cookie("", 0);
  }

  private static NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  static @Nullable Flash of(ContainerRequestContext request) {
    var cookie = request.getCookies().get(COOKIE);
    if (cookie == null || cookie.getValue().isEmpty()) {
      return null;
    }
    try {
      var text =
          new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
      return text.startsWith(MARK)
          ? new Flash(text.substring(MARK.length()), true)
          : new Flash(text, false);
    } catch (IllegalArgumentException _) {
      return null; // not written here
    }
  }
}

package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.SessionSettings;
import dev.sallyport.service.config.TlsSettings;
import dev.sallyport.service.security.Session.Holder;
import dev.sallyport.topology.view.PolicyView;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins, finds, prolongs and ends the sessions of browsers. */
@Singleton
@Startup // so that a secret that cannot be kept stops the start, and not the first sign-in
class Sessions {
  private static final Duration RENEWAL = Duration.ofMinutes(1);
  private static final int ID_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final SessionCookies cookies;
  private final String cookieName;
  private final boolean secure;
  private final PolicyView view;
  private final KeyUse use;
  private final InstantSource clock;

  @Inject
  Sessions(
      InstallationSettings installation,
      TlsSettings tls,
      SessionSettings settings,
      PolicyView view,
      KeyUse use) {
    this(
        new SessionCookies(
            settings
                .secret()
                .map(set -> set.secret().getBytes(StandardCharsets.US_ASCII))
                .orElseGet(() -> SessionSecretFile.in(installation.dataDir()))),
        tls.cert().isPresent()
            || tls.terminatedByProxy()
            || installation.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent(),
        view,
        use,
        InstantSource.system());
  }

  Sessions(
      SessionCookies cookies, boolean secure, PolicyView view, KeyUse use, InstantSource clock) {
    this.cookies = cookies;
    this.secure = secure;
    this.cookieName = secure ? "__Host-sallyport" : "sallyport";
    this.view = view;
    this.use = use;
    this.clock = clock;
  }

  /** The session that the request's cookie carries; null if it has none that holds. */
  @Nullable Session of(ContainerRequestContext request) {
    var cookie = request.getCookies().get(cookieName);
    return cookie == null ? null : open(cookie.getValue());
  }

  @Nullable Session open(String cookie) {
    var session = cookies.open(cookie);
    return session == null || session.expiredAt(clock.instant()) ? null : session;
  }

  /**
   * Who its holder is by now; null if nobody, or if the key was revoked.
   *
   * @throws PolicyView.NotReadable if that cannot be told
   */
  @Nullable Principal principal(Session session) {
    return switch (session.holder()) {
      case Holder.Nobody _ -> null;
      case Holder.OfKey(var home, var id) -> {
        var entry = view.read(home, book -> book.apiKey(id));
        if (entry == null || !entry.live() || entry.apiKey().kind() == KeyKind.RUNNER) {
          yield null;
        }
        use.used(entry.apiKey().hash());
        yield new KeyHolder(home, entry.apiKey());
      }
    };
  }

  Session begin(Holder holder) {
    var id = new byte[ID_BYTES];
    random.nextBytes(id);
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Session(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id), holder, now, now);
  }

  /** The cookie that prolongs a session; nothing while the one before is hardly older. */
  Optional<NewCookie> renewal(Session session) {
    var now = clock.instant();
    return now.isBefore(session.lastSeen().plus(RENEWAL))
        ? Optional.empty()
        : Optional.of(cookie(session.seenAt(now.truncatedTo(ChronoUnit.SECONDS))));
  }

  NewCookie cookie(Session session) {
    return cookie(cookies.seal(session), NewCookie.DEFAULT_MAX_AGE);
  }

  /** Makes the browser forget. */
  NewCookie ended() {
    return cookie("", 0);
  }

  String formToken(Session session) {
    return cookies.formToken(session);
  }

  boolean isFormToken(Session session, String token) {
    return cookies.isFormToken(session, token);
  }

  // Lax and not Strict: a link from a chat or an issue leads to a page without signing in again.
  private NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(cookieName)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}

package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.SessionSettings;
import dev.sallyport.service.config.SignInSettings;
import dev.sallyport.service.config.TlsSettings;
import dev.sallyport.service.openid.Attempt;
import dev.sallyport.service.security.Session.Holder;
import dev.sallyport.settings.SecretFile;
import dev.sallyport.topology.view.PolicyView;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Begins, finds, prolongs and ends the sessions of browsers. */
@Singleton
@Startup // so that a secret that cannot be kept stops the start, and not the first sign-in
class Sessions {
  private static final Duration RENEWAL = Duration.ofMinutes(1);
  private static final int ID_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final SessionCookies cookies;
  private final Attempts attempts;
  private final String cookieName;
  private final boolean secure;
  private final boolean keys;
  private final Optional<String> issuer;
  private final Set<ClaimedRole> named;
  private final PolicyView view;
  private final KeyUse use;
  private final InstantSource clock;

  @Inject
  Sessions(
      InstallationSettings installation,
      TlsSettings tls,
      SessionSettings settings,
      SignInSettings signIn,
      PolicyView view,
      KeyUse use) {
    this(
        new SessionCookies(
            settings
                .secret()
                .map(set -> set.secret().getBytes(StandardCharsets.US_ASCII))
                .orElseGet(() -> SecretFile.in(installation.dataDir(), "session-secret"))),
        tls.cert().isPresent()
            || tls.terminatedByProxy()
            || installation.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent(),
        signIn.local(),
        signIn.issuer().map(URI::toString),
        ClaimedRole.named(signIn.roles().orElse(List.of())),
        view,
        use,
        InstantSource.system());
  }

  /**
   * @param keys whether a key signs in
   * @param issuer of the members who sign in
   * @param named the roles that a claim can give by now
   */
  Sessions(
      SessionCookies cookies,
      boolean secure,
      boolean keys,
      Optional<String> issuer,
      Set<ClaimedRole> named,
      PolicyView view,
      KeyUse use,
      InstantSource clock) {
    this.cookies = cookies;
    this.attempts = new Attempts(cookies, clock);
    this.keys = keys;
    this.issuer = issuer;
    this.named = named;
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
   * Who its holder is by now; null if nobody, if the key was revoked, if nobody signs in in this
   * way any more, or if the holder has ended all sessions since this one began. A member without
   * any role is still that member.
   *
   * @throws PolicyView.NotReadable if that cannot be told
   */
  @Nullable Identity identity(Session session) {
    if (ended(session)) {
      return null;
    }
    return switch (session.holder()) {
      case Holder.Nobody _ -> null;
      case Holder.OfKey _ when !keys -> null;
      case Holder.OfKey(var home, var id) -> {
        var entry = view.read(home, book -> book.apiKey(id));
        if (entry == null || !entry.live() || entry.apiKey().kind() == KeyKind.RUNNER) {
          yield null;
        }
        use.used(entry.apiKey().hash());
        yield new Identity.Shown(new KeyHolder(home, entry.apiKey()));
      }
      case Holder.OfMember(var member, var shownAs, var claimed) ->
          issuer.filter(member.issuer()::equals).isPresent()
              ? new Identity.SignedIn(
                  member, shownAs, new MemberRoles(view, member, stillNamed(claimed)))
              : null;
    };
  }

  // A cookie outlives the settings that it was made under.
  private List<ClaimedRole> stillNamed(List<ClaimedRole> claimed) {
    return claimed.stream().filter(named::contains).toList();
  }

  private boolean ended(Session session) {
    var held = HeldSessions.of(session.holder());
    return held != null && view.read(held.book(), book -> held.endedIn(book, session.seen()));
  }

  /**
   * Begins a session.
   *
   * @throws PolicyView.NotReadable if it cannot be told what happened before
   */
  Session begin(Holder holder) {
    var held = HeldSessions.of(holder);
    var seen = held == null ? 0 : view.read(held.book(), HeldSessions::seen);
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Session(randomText(), holder, seen, now, now);
  }

  private String randomText() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The cookie that prolongs a session; nothing while the one before is hardly older, or if ended.
   */
  Optional<NewCookie> renewal(Session session) {
    var now = clock.instant();
    return now.isBefore(session.lastSeen().plus(RENEWAL)) || ended(session)
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

  /** Whether a browser would keep it: a cookie has its limit. */
  boolean holds(Session session) {
    return cookies.holds(session);
  }

  /** What a browser with this session takes along to the identity provider. */
  Attempt attempt(Session session) {
    return attempts.begin(session, randomText());
  }

  /** The attempt that a browser with this session comes back from; null if it is another's. */
  @Nullable Attempt resume(Session session, String state) {
    return attempts.resume(session, state);
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

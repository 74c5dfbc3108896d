package dev.sallyport.service.security;

import dev.sallyport.service.openid.Attempt;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to sign in at the identity provider. All that belongs to one is made of its state and of
 * the browser's session: any instance knows it when the browser comes back, nothing is kept, and
 * another browser, or this one once it has signed in, cannot come back with it.
 */
final class Attempts {
  /** As long as it may take at the provider. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String STATE = "sign-in state";
  private static final String NONCE = "sign-in nonce";
  private static final String VERIFIER = "sign-in verifier";

  private final SessionCookies cookies;
  private final InstantSource clock;

  Attempts(SessionCookies cookies, InstantSource clock) {
    this.cookies = cookies;
    this.clock = clock;
  }

  /**
   * @param random of its own
   */
  Attempt begin(Session session, String random) {
    var begun = clock.instant().getEpochSecond() + "." + random;
    return of(session, begun, begun + "." + cookies.derive(STATE, bound(session, begun)));
  }

  /** The attempt that a browser comes back from; null if it is not of this session, or too old. */
  @Nullable Attempt resume(Session session, String state) {
    var end = Math.max(0, state.lastIndexOf('.'));
    var begun = state.substring(0, end);
    if (end == 0 || !cookies.isDerived(state.substring(end + 1), STATE, bound(session, begun))) {
      return null;
    }
    var second = Long.parseLong(begun.substring(0, begun.indexOf('.')));
    return clock.instant().getEpochSecond() - second > LONGEST.toSeconds()
        ? null
        : of(session, begun, state);
  }

  private Attempt of(Session session, String begun, String state) {
    var bound = bound(session, begun);
    return new Attempt(state, cookies.derive(NONCE, bound), cookies.derive(VERIFIER, bound));
  }

  private static String bound(Session session, String begun) {
    return session.id() + " " + begun;
  }
}

package dev.sallyport.service.security;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.config.SignInSettings;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import dev.sallyport.service.security.Credential.BearerKey;
import dev.sallyport.service.security.Session.Holder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signs people in with a key, and out again. */
@Singleton
public class SignIns {
  private static final Logger LOG = Logger.getLogger("sallyport.access");

  private final Sessions sessions;
  private final FormCheck forms;
  private final Authenticator authenticator;
  private final boolean takesKeys;
  private final FailedSignIns failures = new FailedSignIns(InstantSource.system());

  @Inject
  SignIns(
      Sessions sessions, FormCheck forms, Authenticator authenticator, SignInSettings settings) {
    this.sessions = sessions;
    this.forms = forms;
    this.authenticator = authenticator;
    this.takesKeys = settings.local();
  }

  /** What trying to sign in came to. */
  public sealed interface Attempt {
    /** The cookie of the new session. */
    record SignedIn(NewCookie cookie) implements Attempt {}

    /** The key opens nothing here; what to tell. */
    record Wrong(String why) implements Attempt {}

    /** The form is not one of this browser's session, or too old. */
    record OtherForm() implements Attempt {}

    record TooOften(Duration pause) implements Attempt {}

    /** Keys do not sign in here. */
    record SwitchedOff() implements Attempt {}

    /** It cannot be told at the moment. */
    record Unknown(int retryAfterSeconds) implements Attempt {}
  }

  /** Whether a key signs in at all. */
  public boolean takesKeys() {
    return takesKeys;
  }

  /** Whether the request's session is of somebody who may still read something. */
  public boolean signedIn(ContainerRequestContext request) {
    var session = sessions.of(request);
    var identity = session == null ? null : sessions.identity(session);
    return identity != null && identity.mayAnywhere(Permission.READ);
  }

  /**
   * Gives the request the token that a form to sign in has to send back, and returns the cookie
   * that goes with it. A browser's session stays the same, so that two tabs get along.
   */
  public NewCookie form(ContainerRequestContext request) {
    var known = sessions.of(request);
    var session = known == null ? sessions.begin(new Holder.Nobody()) : known;
    FormToken.put(request, sessions.formToken(session));
    return sessions.cookie(session);
  }

  /** Tries a key. Its session gets a new id: one that was planted before is worth nothing. */
  public Attempt signIn(
      ContainerRequestContext request, String address, @Nullable String token, String key) {
    if (!takesKeys) {
      return new Attempt.SwitchedOff();
    }
    var session = sessions.of(request);
    if (session == null || forms.problem(request, session, token).isPresent()) {
      return new Attempt.OtherForm();
    }
    var pause = failures.pause(address);
    if (pause.isPositive()) {
      return new Attempt.TooOften(pause);
    }
    return switch (authenticator.authenticateKey(new BearerKey(KeyHash.of(key)), Owner.TENANT)) {
      case Accepted(KeyHolder(var home, var holder))
          when Access.permissions(new KeyHolder(home, holder)).contains(Permission.READ) -> {
        LOG.info(LogLine.of("signed in").with("key", holder.id()).with("of", home.key()));
        yield new Attempt.SignedIn(
            sessions.cookie(sessions.begin(new Holder.OfKey(home, holder.id()))));
      }
      case Accepted(Principal _) -> wrong(address);
      case Denied(Unavailable(_, var seconds)) -> new Attempt.Unknown(seconds);
      case Denied _ -> wrong(address);
    };
  }

  private Attempt wrong(String address) {
    failures.failed(address);
    LOG.info(LogLine.of("sign-in failed").with("address", address));
    return new Attempt.Wrong(
        "This key opens nothing here. It is unknown or revoked, or it is a runner key, which is for"
            + " jobs only.");
  }

  /** What is wrong with a form to sign out, if anything is. Without a session, nothing is. */
  public Optional<Forbidden> signOutProblem(
      ContainerRequestContext request, @Nullable String token) {
    var session = sessions.of(request);
    return session == null ? Optional.empty() : forms.problem(request, session, token);
  }

  /** What a form to end all sessions of whoever sends it came to. */
  public sealed interface Leaving {
    /** The sessions of this caller are to end, whatever else they may do. */
    record Everywhere(Caller caller) implements Leaving {}

    record Refused(Forbidden problem) implements Leaving {}

    /** Nobody is signed in, or not any more. */
    record Gone() implements Leaving {}
  }

  /** Whose sessions a form asks to end. It takes no role: who lost theirs may still leave. */
  public Leaving leaving(ContainerRequestContext request, @Nullable String token) {
    var session = sessions.of(request);
    var identity = session == null ? null : sessions.identity(session);
    if (session == null || identity == null) {
      return new Leaving.Gone();
    }
    return forms
        .problem(request, session, token)
        .<Leaving>map(Leaving.Refused::new)
        .orElseGet(() -> new Leaving.Everywhere(new Caller(identity, Source.UI)));
  }

  /** The cookie that ends the session in this browser. */
  public NewCookie signOut() {
    return sessions.ended();
  }
}

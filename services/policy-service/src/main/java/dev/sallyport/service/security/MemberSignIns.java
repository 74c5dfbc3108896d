package dev.sallyport.service.security;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.config.RoleOfClaim;
import dev.sallyport.service.config.SignInSettings;
import dev.sallyport.service.openid.IdentityProvider;
import dev.sallyport.service.openid.Outcome;
import dev.sallyport.service.openid.Person;
import dev.sallyport.service.security.Session.Holder;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signs people in who prove at the identity provider who they are. Waits for it. */
@Singleton
public class MemberSignIns {
  private static final Logger LOG = Logger.getLogger("sallyport.access");

  private final Sessions sessions;
  private final IdentityProvider provider;
  private final PolicyView view;
  private final List<RoleOfClaim> roles;
  private final FailedSignIns failures = new FailedSignIns(InstantSource.system());

  @Inject
  MemberSignIns(
      Sessions sessions, IdentityProvider provider, PolicyView view, SignInSettings settings) {
    this.sessions = sessions;
    this.provider = provider;
    this.view = view;
    this.roles = settings.roles().orElse(List.of());
  }

  /**
   * Where to send a browser.
   *
   * @param cookie of the session that it has to come back with
   * @param address null if the provider cannot be asked
   */
  public record Departure(NewCookie cookie, @Nullable URI address) {}

  public Departure depart(ContainerRequestContext request) {
    var known = sessions.of(request);
    var session = known == null ? sessions.begin(new Holder.Nobody()) : known;
    return new Departure(sessions.cookie(session), provider.begin(sessions.attempt(session)));
  }

  /** What a browser came back with. */
  public sealed interface Arrival {
    record Proven(Person person) implements Arrival {}

    /** It did not leave from here, or has been away for too long. */
    record OtherBrowser() implements Arrival {}

    record Refused(String why) implements Arrival {}

    record Unavailable(String why) implements Arrival {}

    record TooOften(Duration pause) implements Arrival {}
  }

  /**
   * @param error of the provider, such as {@code access_denied}
   */
  public record Answer(
      @Nullable String state,
      @Nullable String code,
      @Nullable String error,
      @Nullable String description) {}

  public Arrival arrive(ContainerRequestContext request, String address, Answer answer) {
    var session = sessions.of(request);
    var attempt =
        session == null || answer.state() == null ? null : sessions.resume(session, answer.state());
    // First of all: what others made this browser bring is not even shown.
    if (attempt == null) {
      LOG.info(failed(address).with("cause", "no attempt of this browser"));
      return new Arrival.OtherBrowser();
    }
    if (answer.code() == null) {
      var error = answer.error() == null ? "no code" : answer.error();
      LOG.info(failed(address).with("cause", error));
      return new Arrival.Refused(
          answer.description() == null ? error : error + ": " + answer.description());
    }
    var pause = failures.pause(address);
    if (pause.isPositive()) {
      return new Arrival.TooOften(pause);
    }
    return switch (provider.complete(answer.code(), attempt)) {
      case Outcome.Proven(var person) -> new Arrival.Proven(person);
      case Outcome.BadCode(var why) -> {
        failures.failed(address);
        LOG.warn(failed(address).with("cause", why));
        yield new Arrival.Refused(why);
      }
      // Not counted: a provider or a setting that has gone wrong must not lock out whole offices.
      case Outcome.Refused(var why) -> {
        LOG.warn(failed(address).with("cause", why));
        yield new Arrival.Refused(why);
      }
      case Outcome.Unavailable(var why) -> {
        LOG.warn(failed(address).with("cause", why));
        yield new Arrival.Unavailable(why);
      }
    };
  }

  /** What became of somebody who is known. */
  public sealed interface Entry {
    /** The cookie of the new session. */
    record SignedIn(NewCookie cookie) implements Entry {}

    /** They have no role anywhere. The cookie is of nobody's session. */
    record NoRole(NewCookie cookie) implements Entry {}

    /** More than a cookie can carry. */
    record TooManyRoles(int claimed) implements Entry {}
  }

  /**
   * Begins a session with an id of its own: one that was planted before is worth nothing.
   *
   * @throws PolicyView.NotReadable if it cannot be told whether they have a role
   */
  public Entry enter(Person person) {
    var claimed = ClaimedRole.of(person.groups(), roles);
    var session = sessions.begin(new Holder.OfMember(person.id(), person.shownAs(), claimed));
    if (!sessions.holds(session)) {
      LOG.warn(LogLine.of("too many roles to sign in").with("member", person.id()));
      return new Entry.TooManyRoles(claimed.size());
    }
    var standing = new MemberRoles(view, person.id(), claimed);
    // Asked of the installation first, so that a state that is not there yet is not taken for none.
    if (!standing.allow(Permission.READ, Owner.TENANT)
        && !standing.allowAnywhere(Permission.READ)) {
      LOG.info(LogLine.of("signed in without a role").with("member", person.id()));
      return new Entry.NoRole(sessions.cookie(sessions.begin(new Holder.Nobody())));
    }
    LOG.info(LogLine.of("signed in").with("member", person.id()));
    return new Entry.SignedIn(sessions.cookie(session));
  }

  /** Somebody who is known, as the author of what follows from that. */
  public Caller caller(Person person) {
    return new Caller(
        new Identity.SignedIn(
            person.id(), person.shownAs(), new MemberRoles(view, person.id(), List.of())),
        Source.UI);
  }

  private static LogLine failed(String address) {
    return LogLine.of("sign-in failed").with("address", address);
  }
}

package dev.sallyport.service.runner;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import dev.sallyport.service.security.Authenticator;
import dev.sallyport.service.security.Credential;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who may look up: a runner key of the very owner. Apart from other checks, since it never waits.
 */
@Singleton
public class RunnerAccess {
  private static final Logger LOG = Logger.getLogger("sallyport.access");

  /** What a check came to. */
  public sealed interface Checked {
    record Runner(KeyHolder holder) implements Checked {}

    record Refused(RequestProblem problem) implements Checked {}
  }

  private final Authenticator authenticator;

  @Inject
  RunnerAccess(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  public Checked check(@Nullable String authorization, Owner owner) {
    var credential = Credential.of(authorization);
    if (credential instanceof Credential.IdentityToken) {
      return new Checked.Refused(
          new WrongCredential(
              "This takes a runner key (Authorization: vm-api-key …). Identity tokens open policies"
                  + " by name."));
    }
    return switch (authenticator.authenticateKey(credential, owner)) {
      case Denied(var problem) -> new Checked.Refused(problem);
      case Accepted(KeyHolder holder) when Access.allows(holder, Permission.LOOK_UP, owner) ->
          new Checked.Runner(holder);
      case Accepted(var principal) -> {
        LOG.warn(
            LogLine.of("forbidden")
                .with(
                    "who",
                    principal instanceof KeyHolder(var home, var key)
                        ? "key %s of %s".formatted(key.id(), home.key())
                        : "someone without a key")
                .with("permission", Permission.LOOK_UP)
                .with("owner", owner));
        yield new Checked.Refused(
            new Forbidden(
                "Lookups of %s take a runner key that was issued for it.".formatted(owner)));
      }
    };
  }
}

package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.RequestProblem.MissingCredential;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import dev.sallyport.service.security.Credential.BearerKey;
import dev.sallyport.service.security.Credential.IdentityToken;
import dev.sallyport.service.security.Credential.Malformed;
import dev.sallyport.service.security.Credential.Missing;
import dev.sallyport.service.security.Credential.RunnerKey;
import dev.sallyport.topology.view.PolicyView;
import dev.sallyport.topology.view.PolicyView.NotReadable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells who stands behind a credential. Never waits, except for GitHub's signing keys. */
@Singleton
public class Authenticator {
  private static final int RETRY_SECONDS = 2;
  private static final Denied MISSING = new Denied(new MissingCredential());
  private static final Denied UNKNOWN =
      new Denied(
          new WrongCredential(
              "The API key is unknown or was revoked. Runner keys are sent as vm-api-key, all others"
                  + " as Bearer."));
  private static final Denied MALFORMED =
      new Denied(new WrongCredential("The Authorization header is neither Bearer nor vm-api-key."));

  private final PolicyView view;
  private final IdentityTokens tokens;
  private final KeyUse use;

  @Inject
  Authenticator(PolicyView view, IdentityTokens tokens, KeyUse use) {
    this.view = view;
    this.tokens = tokens;
    this.use = use;
  }

  /**
   * Checks any credential.
   *
   * @param owner whom the request is about: if this owner's state cannot be read, an unknown key
   *     may be one of its own
   */
  public CompletionStage<Authentication> authenticate(Credential credential, Owner owner) {
    return credential instanceof IdentityToken(var jwt)
        ? tokens.verify(jwt)
        : CompletableFuture.completedStage(authenticateKey(credential, owner));
  }

  /** The same for what needs no waiting: everything but identity tokens. */
  public Authentication authenticateKey(Credential credential, Owner owner) {
    return switch (credential) {
      case RunnerKey(var hash) -> holder(hash, true, owner);
      case BearerKey(var hash) -> holder(hash, false, owner);
      case IdentityToken _ -> throw new IllegalArgumentException("a token has to be verified");
      case Missing _ -> MISSING;
      case Malformed _ -> MALFORMED;
    };
  }

  private Authentication holder(KeyHash hash, boolean runner, Owner owner) {
    KeyHolder holder;
    try {
      holder = view.keyHolder(hash);
    } catch (NotReadable e) {
      return new Denied(new Unavailable(String.valueOf(e.getMessage()), RETRY_SECONDS));
    }
    if (holder == null) {
      return unknown(owner);
    }
    if ((holder.key().kind() == KeyKind.RUNNER) != runner) {
      return UNKNOWN;
    }
    use.used(holder.key().hash());
    return new Accepted(holder);
  }

  // A key that is merely not read yet must not look revoked: clients do not ask again after a 401.
  private Authentication unknown(Owner owner) {
    if (view.health().condemned().stream().anyMatch(one -> one.ownerKey().equals(owner.key()))) {
      return new Denied(
          new Unavailable("The state of this organization cannot be read.", RETRY_SECONDS));
    }
    return UNKNOWN;
  }
}

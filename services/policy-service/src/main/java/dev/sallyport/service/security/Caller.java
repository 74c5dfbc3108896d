package dev.sallyport.service.security;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Who asks, and by which way; there for every operation that {@link Needs} something. */
public record Caller(Identity identity, Source source) {
  private static final String PROPERTY = Caller.class.getName();

  public Caller(Principal principal, Source source) {
    this(new Identity.Shown(principal), source);
  }

  /** The caller of a request that has passed its check. */
  public static Caller of(ContainerRequestContext request) {
    var caller = find(request);
    if (caller != null) {
      return caller;
    }
    throw new IllegalStateException("The operation declares no @Needs, so nobody was identified");
  }

  /** The caller of a request that may not have passed its check; null then. */
  public static @Nullable Caller find(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Caller caller ? caller : null;
  }

  /** The caller of an operation that identifies it by itself. */
  public static Caller of(Principal principal, @Nullable String userAgent) {
    return new Caller(principal, Sources.of(userAgent, principal));
  }

  void put(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  public boolean may(Permission permission, Owner owner) {
    return identity.may(permission, owner);
  }

  /** Whether a list of owners that the caller may read has this one in it. */
  public boolean sees(Owner owner) {
    return switch (identity) {
      case Identity.Shown _ -> may(Permission.READ, owner);
      case Identity.SignedIn(_, _, var roles) -> roles.allowIfKnown(Permission.READ, owner);
    };
  }

  /** As written into events. */
  public Actor actor() {
    return identity.actor();
  }
}

package dev.sallyport.service.security;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Who asks, and by which way; there for every operation that {@link Needs} something. */
public record Caller(Principal principal, Source source) {
  private static final String PROPERTY = Caller.class.getName();

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
    return Access.allows(principal, permission, owner);
  }

  /** As written into events. */
  public Actor actor() {
    return switch (principal) {
      case KeyHolder(_, var key) -> new Actor(Actor.Kind.API_KEY, key.id().value(), key.name());
      case Member(_, var id, _) -> new Actor(Actor.Kind.MEMBER, id.toString(), id.subject());
      case WorkflowRun(var owner, var repository, var run) ->
          Actor.system("run %s of %s/%s".formatted(run, owner, repository));
    };
  }
}

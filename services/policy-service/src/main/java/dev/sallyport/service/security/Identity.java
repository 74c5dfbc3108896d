package dev.sallyport.service.security;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.names.Owner;

/** Who asks. */
public sealed interface Identity {
  /** Whoever showed one credential. */
  record Shown(Principal principal) implements Identity {}

  /**
   * A member who has signed in. What they may do depends on the owner that it is done to.
   *
   * @param shownAs what people know them by
   */
  record SignedIn(MemberId member, String shownAs, MemberRoles roles) implements Identity {}

  /**
   * Whether they may do what {@code permission} names to {@code owner}.
   *
   * @throws dev.sallyport.topology.view.PolicyView.NotReadable if that cannot be told
   */
  default boolean may(Permission permission, Owner owner) {
    return switch (this) {
      case Shown(var principal) -> Access.allows(principal, permission, owner);
      case SignedIn(_, _, var roles) -> roles.allow(permission, owner);
    };
  }

  /** Whether they may do so to any owner. */
  default boolean mayAnywhere(Permission permission) {
    return switch (this) {
      case Shown(var principal) -> Access.permissions(principal).contains(permission);
      case SignedIn(_, _, var roles) -> roles.allowAnywhere(permission);
    };
  }

  /** As written into events. */
  default Actor actor() {
    return switch (this) {
      case Shown(KeyHolder(_, var key)) ->
          new Actor(Actor.Kind.API_KEY, key.id().value(), key.name());
      case Shown(Member(_, var id, _)) -> new Actor(Actor.Kind.MEMBER, id.toString(), id.subject());
      case Shown(WorkflowRun(var owner, var repository, var run)) ->
          Actor.system("run %s of %s/%s".formatted(run, owner, repository));
      case SignedIn(var id, var shownAs, _) -> new Actor(Actor.Kind.MEMBER, id.toString(), shownAs);
    };
  }
}

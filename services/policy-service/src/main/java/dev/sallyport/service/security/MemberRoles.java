package dev.sallyport.service.security;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.view.PolicyView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The roles of a member who has signed in: those that the identity provider told of, and those that
 * stand in the books now. All of them count: what one of them allows is allowed.
 */
final class MemberRoles {
  private final PolicyView view;
  private final MemberId member;
  private final List<ClaimedRole> claimed;

  MemberRoles(PolicyView view, MemberId member, List<ClaimedRole> claimed) {
    this.view = view;
    this.member = member;
    this.claimed = claimed;
  }

  /**
   * As whom the member may do anything to this owner.
   *
   * @throws PolicyView.NotReadable if that cannot be told
   */
  List<Member> at(Owner owner) {
    var roles = new ArrayList<Member>();
    for (var role : claimed) {
      if (role.owner().isTenant() || role.owner().equals(owner)) {
        roles.add(new Member(role.owner(), member, role.role()));
      }
    }
    addStanding(Owner.TENANT, roles);
    if (!owner.isTenant()) {
      addStanding(owner, roles);
    }
    return roles;
  }

  boolean allow(Permission permission, Owner owner) {
    return at(owner).stream().anyMatch(role -> Access.allows(role, permission, owner));
  }

  boolean allowAnywhere(Permission permission) {
    return Stream.concat(
            Stream.concat(Stream.of(Owner.TENANT), claimed.stream().map(ClaimedRole::owner)),
            view.owners().stream())
        .anyMatch(owner -> allowIfKnown(permission, owner));
  }

  // One owner whose state cannot be read must not take the others from everybody; what is about
  // that owner itself answers that it is unavailable.
  boolean allowIfKnown(Permission permission, Owner owner) {
    try {
      return at(owner).stream().anyMatch(role -> Access.permissions(role).contains(permission));
    } catch (PolicyView.NotReadable e) {
      return false;
    }
  }

  private void addStanding(Owner owner, List<Member> roles) {
    var entry = view.read(owner, book -> book.member(member));
    if (entry != null) {
      roles.add(new Member(owner, member, entry.role()));
    }
  }
}

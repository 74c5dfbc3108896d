package dev.sallyport.service.security;

import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.RoleOfClaim;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A role that the identity provider says somebody has.
 *
 * @param owner the tenant where it is of the whole installation
 */
record ClaimedRole(Owner owner, Role role) {

  /** All that any value of the claim stands for. */
  static Set<ClaimedRole> named(Collection<RoleOfClaim> roles) {
    return roles.stream()
        .map(role -> new ClaimedRole(role.owner(), role.role()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What the values of the claim stand for, each role once; values without a role are passed. */
  static List<ClaimedRole> of(Set<String> values, Collection<RoleOfClaim> roles) {
    return roles.stream()
        .filter(role -> values.contains(role.value()))
        .map(role -> new ClaimedRole(role.owner(), role.role()))
        .distinct()
        .toList();
  }
}

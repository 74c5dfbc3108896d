package dev.sallyport.domain.access;

import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.names.Owner;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The one table of who may do what. Whatever it does not allow is denied. */
public final class Access {
  private static final Set<Permission> AUDITING = of(EnumSet.of(Permission.READ));
  private static final Set<Permission> EDITING =
      of(EnumSet.of(Permission.READ, Permission.CHANGE_POLICIES));
  private static final Set<Permission> OWNING =
      of(
          EnumSet.of(
              Permission.READ,
              Permission.CHANGE_POLICIES,
              Permission.MANAGE_KEYS,
              Permission.MANAGE_MEMBERS,
              Permission.MANAGE_INTEGRATIONS));
  private static final Set<Permission> RUNNING = of(EnumSet.of(Permission.LOOK_UP));
  private static final Set<Permission> ADMINISTERING =
      of(
          EnumSet.of(
              Permission.READ,
              Permission.CHANGE_POLICIES,
              Permission.MANAGE_KEYS,
              Permission.MANAGE_MEMBERS,
              Permission.ADD_ORGANIZATION,
              Permission.MANAGE_SUPPRESSION_RULES,
              Permission.MANAGE_INTEGRATIONS));
  private static final Set<Permission> SECURING =
      of(
          EnumSet.of(
              Permission.READ,
              Permission.REPLACE_GLOBAL_BLOCK_LIST,
              Permission.MANAGE_SUPPRESSION_RULES));

  private Access() {}

  /** Whether {@code principal} may do what {@code permission} names to {@code owner}. */
  public static boolean allows(Principal principal, Permission permission, Owner owner) {
    return reaches(principal, owner) && permissions(principal).contains(permission);
  }

  /**
   * Whether the credential belongs to this owner at all; tenant-wide ones belong to every owner.
   */
  public static boolean reaches(Principal principal, Owner owner) {
    return switch (principal) {
      case KeyHolder(var home, var key) -> key.kind().tenantWide() || home.equals(owner);
      case Member(var home, _, _) -> home.isTenant() || home.equals(owner);
      case WorkflowRun(var home, _, _) -> home.equals(owner);
    };
  }

  /** What the principal may do within its reach. */
  public static Set<Permission> permissions(Principal principal) {
    return switch (principal) {
      case KeyHolder(_, var key) ->
          switch (key.kind()) {
            case ADMIN -> OWNING;
            case READ_ONLY -> AUDITING;
            case RUNNER -> RUNNING;
            case TENANT_ADMIN -> ADMINISTERING;
            case TENANT_READ_ONLY -> AUDITING;
            case TENANT_SECURITY -> SECURING;
          };
      case Member(var home, _, var role) ->
          switch (role) {
            case ADMIN -> home.isTenant() ? ADMINISTERING : OWNING;
            case EDITOR -> EDITING;
            case AUDITOR -> AUDITING;
            case SECURITY -> home.isTenant() ? SECURING : AUDITING;
          };
      case WorkflowRun _ -> RUNNING;
    };
  }

  private static Set<Permission> of(EnumSet<Permission> permissions) {
    return Collections.unmodifiableSet(permissions);
  }
}

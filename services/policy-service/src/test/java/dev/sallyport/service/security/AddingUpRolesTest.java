package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.RoleOfClaim;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.topology.submit.MemoryCommands;
import dev.sallyport.topology.view.MemoryView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddingUpRolesTest {
  private static final MemberId ANN = new MemberId("https://issuer.example", "ann");
  private static final Owner ACME = Owner.organization("Acme");
  private static final Owner OTHER = Owner.organization("other");

  private final MemoryView view = new MemoryView(new RunnerPolicyJson());
  private final MemoryCommands commands =
      new MemoryCommands(view, () -> Instant.parse("2026-01-01T00:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // claims | in the tenant's book | in Acme's book | may do to Acme | may do to another
        "-                    | -        | -       | -                                             | -",
        "auditor              | -        | -       | READ                                          | READ",
        "editor@acme          | -        | -       | READ,CHANGE_POLICIES                          | -",
        "auditor,editor@ACME  | -        | -       | READ,CHANGE_POLICIES                          | READ",
        "-                    | AUDITOR  | -       | READ                                          | READ",
        "-                    | -        | EDITOR  | READ,CHANGE_POLICIES                          | -",
        "auditor              | -        | EDITOR  | READ,CHANGE_POLICIES                          | READ",
        "editor               | -        | AUDITOR | READ,CHANGE_POLICIES                          | READ,CHANGE_POLICIES",
        "auditor@acme         | SECURITY | EDITOR  | READ,CHANGE_POLICIES,REPLACE_GLOBAL_BLOCK_LIST,MANAGE_SUPPRESSION_RULES | READ,REPLACE_GLOBAL_BLOCK_LIST,MANAGE_SUPPRESSION_RULES",
        "admin@other          | -        | -       | -                     | READ,CHANGE_POLICIES,MANAGE_KEYS,MANAGE_MEMBERS,MANAGE_INTEGRATIONS",
      })
  void the_stronger_counts_at_each_owner(
      String claims, Role ofTenant, Role ofOwner, String atOwner, String atOther) {
    grant(Owner.TENANT, ofTenant);
    grant(ACME, ofOwner);
    var roles = new MemberRoles(view, ANN, claimed(claims));

    assertThat(permissions(roles, ACME)).isEqualTo(set(atOwner));
    assertThat(permissions(roles, OTHER)).isEqualTo(set(atOther));
    assertThat(roles.allowAnywhere(Permission.READ)).isEqualTo(atOwner != null || atOther != null);
  }

  @Test
  void a_role_that_is_revoked_counts_no_more_at_once() {
    grant(ACME, Role.EDITOR);
    var roles = new MemberRoles(view, ANN, List.of());
    assertThat(roles.allow(Permission.CHANGE_POLICIES, ACME)).isTrue();

    submit(ACME, new RevokeRole(ANN));

    assertThat(roles.allow(Permission.READ, ACME)).isFalse();
    assertThat(roles.allowAnywhere(Permission.READ)).isFalse();
  }

  @Test
  void another_subject_of_the_same_address_has_no_part_in_them() {
    grant(ACME, Role.ADMIN);

    var bob = new MemberRoles(view, new MemberId("https://issuer.example", "bob"), List.of());
    var evil = new MemberRoles(view, new MemberId("https://evil.example", "ann"), List.of());

    assertThat(bob.allow(Permission.READ, ACME)).isFalse();
    assertThat(evil.allow(Permission.READ, ACME)).isFalse();
  }

  @Test
  void no_role_is_of_the_installation_because_it_is_of_an_owner() {
    grant(ACME, Role.ADMIN);
    var roles = new MemberRoles(view, ANN, claimed("admin@other"));

    assertThat(permissions(roles, Owner.TENANT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "admins            | ADMIN ~tenant",
        "editors           | EDITOR Acme",
        "editors,admins    | ADMIN ~tenant,EDITOR Acme",
        "both              | AUDITOR ~tenant,EDITOR Acme",
        "Admins            | -",
        "others            | -",
        "-                 | -",
      })
  void values_of_the_claim_stand_for_roles(String values, String roles) {
    var mapping =
        List.of(
            new RoleOfClaim("admins", Owner.TENANT, Role.ADMIN),
            new RoleOfClaim("editors", ACME, Role.EDITOR),
            new RoleOfClaim("both", Owner.TENANT, Role.AUDITOR),
            new RoleOfClaim("both", ACME, Role.EDITOR));

    assertThat(
            ClaimedRole.of(values == null ? Set.of() : Set.of(values.split(",")), mapping).stream()
                .map(role -> role.role() + " " + role.owner())
                .toList())
        .isEqualTo(roles == null ? List.of() : List.of(roles.split(",")));
  }

  private void grant(Owner owner, Role role) {
    if (role != null) {
      submit(owner, new GrantRole(ANN, "ann@example.org", role));
    }
  }

  private void submit(Owner owner, PolicyCommand command) {
    var outcome =
        commands
            .submit(
                new Submission(
                    new CommandId(UUID.randomUUID()),
                    owner,
                    command,
                    Actor.system("test"),
                    Source.SYSTEM,
                    Instant.MAX,
                    "",
                    true))
            .toCompletableFuture()
            .join();
    assertThat(outcome.verdict()).isInstanceOf(Done.class);
  }

  private static List<ClaimedRole> claimed(String claims) {
    return claims == null
        ? List.of()
        : Arrays.stream(claims.split(","))
            .map(claim -> new RoleOfClaim.Text().convert("any=" + claim))
            .map(role -> new ClaimedRole(role.owner(), role.role()))
            .toList();
  }

  private static Set<Permission> permissions(MemberRoles roles, Owner owner) {
    return Arrays.stream(Permission.values())
        .filter(permission -> roles.allow(permission, owner))
        .collect(Collectors.toSet());
  }

  private static Set<Permission> set(String permissions) {
    return permissions == null
        ? Set.of()
        : Arrays.stream(permissions.split(","))
            .map(Permission::valueOf)
            .collect(Collectors.toSet());
  }
}

package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.command.PolicyCommand.AddOrganization;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.ReplaceBootstrapKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeApiKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.command.Refusal.KeyTaken;
import dev.sallyport.domain.command.Refusal.UnknownKey;
import dev.sallyport.domain.command.Refusal.UnknownMember;
import dev.sallyport.domain.command.Refusal.UnknownOwner;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyIssued;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyRevoked;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleGranted;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleRevoked;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.names.Owner;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingCredentialsTest {
  private static final ApiKey RUNNER = key("one", KeyKind.RUNNER, false);
  private static final MemberId GRACE = new MemberId("https://id.example", "grace");

  private final Desk desk = Desk.ofAcme();
  private final Desk tenant = new Desk(Owner.TENANT);

  @Test
  void issues_and_revokes_a_key() {
    assertThat(desk.done(new IssueApiKey(RUNNER))).containsExactly(new ApiKeyIssued(RUNNER));
    assertThat(desk.done(new RevokeApiKey(RUNNER.id())))
        .containsExactly(new ApiKeyRevoked(RUNNER.id(), "one"));
    assertThat(desk.done(new RevokeApiKey(RUNNER.id()))).isEmpty();
  }

  @Test
  void never_issues_a_revoked_secret_again() {
    desk.done(new IssueApiKey(RUNNER));
    desk.done(new RevokeApiKey(RUNNER.id()));

    assertThat(desk.refused(new IssueApiKey(RUNNER))).isEqualTo(new KeyTaken(RUNNER.id()));
  }

  @Test
  void knows_no_key_of_another_owner() {
    assertThat(desk.refused(new RevokeApiKey(RUNNER.id()))).isEqualTo(new UnknownKey(RUNNER.id()));
  }

  @Test
  void keeps_tenant_wide_keys_in_the_tenants_book_only() {
    var everywhere = key("two", KeyKind.TENANT_ADMIN, false);

    assertThat(desk.refused(new IssueApiKey(everywhere))).isInstanceOf(WrongBook.class);
    assertThat(tenant.refused(new IssueApiKey(RUNNER))).isInstanceOf(WrongBook.class);
    assertThat(tenant.done(new IssueApiKey(everywhere)))
        .containsExactly(new OrganizationAdded(Owner.TENANT), new ApiKeyIssued(everywhere));
  }

  @Test
  void has_one_bootstrap_key_at_most() {
    var first = key("first", KeyKind.TENANT_ADMIN, true);
    var second = key("second", KeyKind.TENANT_ADMIN, true);
    tenant.done(new ReplaceBootstrapKey(first, true));

    assertThat(tenant.done(new ReplaceBootstrapKey(second, true))).isEmpty();
    assertThat(tenant.done(new ReplaceBootstrapKey(second, false)))
        .containsExactly(new ApiKeyRevoked(first.id(), "first"), new ApiKeyIssued(second));
    assertThat(tenant.refused(new IssueApiKey(key("third", KeyKind.TENANT_ADMIN, true))))
        .isInstanceOf(WrongBook.class);
  }

  @Test
  void does_not_issue_a_bootstrap_key_after_the_first_was_revoked_by_hand() {
    var first = key("first", KeyKind.TENANT_ADMIN, true);
    tenant.done(new ReplaceBootstrapKey(first, true));
    tenant.done(new RevokeApiKey(first.id()));

    var second = key("second", KeyKind.TENANT_ADMIN, true);
    assertThat(tenant.done(new ReplaceBootstrapKey(second, true))).isEmpty();
  }

  @Test
  void grants_and_revokes_roles() {
    assertThat(desk.done(new GrantRole(GRACE, "grace@acme.example", Role.EDITOR)))
        .containsExactly(
            new MemberRoleGranted(GRACE, "grace@acme.example", Role.EDITOR, Optional.empty()));
    assertThat(desk.done(new GrantRole(GRACE, "grace@acme.example", Role.EDITOR))).isEmpty();
    assertThat(desk.done(new GrantRole(GRACE, "grace@acme.example", Role.ADMIN)))
        .containsExactly(
            new MemberRoleGranted(
                GRACE, "grace@acme.example", Role.ADMIN, Optional.of(Role.EDITOR)));
    assertThat(desk.done(new RevokeRole(GRACE)))
        .containsExactly(new MemberRoleRevoked(GRACE, Role.ADMIN));
    assertThat(desk.refused(new RevokeRole(GRACE))).isEqualTo(new UnknownMember(GRACE));
  }

  @Test
  void knows_a_security_role_of_the_tenant_only() {
    assertThat(desk.refused(new GrantRole(GRACE, "", Role.SECURITY))).isInstanceOf(WrongBook.class);
    assertThat(tenant.done(new GrantRole(GRACE, "", Role.SECURITY))).hasSize(2);
  }

  @Test
  void lets_only_a_tenant_wide_admin_bring_an_owner_into_being() {
    var fresh = new Desk(Desk.ACME);

    assertThat(fresh.ask(new IssueApiKey(RUNNER), false))
        .isEqualTo(Decision.refuse(new UnknownOwner(Desk.ACME)));
    assertThat(fresh.done(new IssueApiKey(RUNNER)))
        .containsExactly(new OrganizationAdded(Desk.ACME), new ApiKeyIssued(RUNNER));
    assertThat(fresh.done(new AddOrganization())).isEmpty();
  }

  private static ApiKey key(String name, KeyKind kind, boolean bootstrap) {
    return new ApiKey(KeyHash.of(name), kind, name, null, bootstrap);
  }
}

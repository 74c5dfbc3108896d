package dev.sallyport.domain.book;

import static dev.sallyport.domain.access.Role.ADMIN;
import static dev.sallyport.domain.access.Role.AUDITOR;
import static dev.sallyport.domain.access.Role.EDITOR;
import static dev.sallyport.domain.access.Role.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.command.PolicyCommand.AcceptInvitation;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.command.PolicyCommand.WithdrawInvitation;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.NoInvitation;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.event.PolicyEvent.InvitationAccepted;
import dev.sallyport.domain.event.PolicyEvent.InvitationWithdrawn;
import dev.sallyport.domain.event.PolicyEvent.MemberInvited;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleGranted;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.names.Owner;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvitingMembersTest {
  private static final EmailAddress ADDRESS = EmailAddress.of("Grace@Acme.example");
  private static final MemberId GRACE = new MemberId("https://id.example", "grace");

  private final Desk desk = Desk.ofAcme();
  private final Desk tenant = new Desk(Owner.TENANT);

  @Test
  void offers_a_role_to_an_address() {
    assertThat(desk.done(new InviteMember(ADDRESS, EDITOR)))
        .containsExactly(new MemberInvited(ADDRESS, EDITOR, Optional.empty()));

    var standing =
        Objects.requireNonNull(desk.book().invitation(EmailAddress.of("grace@ACME.example")));
    assertThat(standing.role()).isEqualTo(EDITOR);
    assertThat(standing.invitedBy()).isEqualTo(Desk.ADA);
  }

  @Test
  void replaces_an_invitation_as_another_role_and_repeats_none() {
    desk.done(new InviteMember(ADDRESS, EDITOR));

    assertThat(desk.done(new InviteMember(ADDRESS, EDITOR))).isEmpty();
    assertThat(desk.done(new InviteMember(ADDRESS, AUDITOR)))
        .containsExactly(new MemberInvited(ADDRESS, AUDITOR, Optional.of(EDITOR)));
    assertThat(desk.book().totals().invitations()).isEqualTo(1);
  }

  @Test
  void withdraws_an_invitation_once() {
    desk.done(new InviteMember(ADDRESS, EDITOR));

    assertThat(desk.done(new WithdrawInvitation(ADDRESS)))
        .containsExactly(new InvitationWithdrawn(ADDRESS, EDITOR));
    assertThat(desk.refused(new WithdrawInvitation(ADDRESS))).isEqualTo(new NoInvitation(ADDRESS));
    assertThat(desk.refused(new AcceptInvitation(GRACE, ADDRESS)))
        .isEqualTo(new NoInvitation(ADDRESS));
    assertThat(desk.book().totals().invitations()).isZero();
  }

  @Test
  void makes_whoever_accepts_a_member() {
    desk.done(new InviteMember(ADDRESS, EDITOR));

    assertThat(desk.done(new AcceptInvitation(GRACE, ADDRESS)))
        .containsExactly(
            new InvitationAccepted(ADDRESS, GRACE, EDITOR),
            new MemberRoleGranted(GRACE, "grace@acme.example", EDITOR, Optional.empty()));
    assertThat(desk.book().totals().members()).isEqualTo(1);
    assertThat(desk.book().totals().invitations()).isZero();
  }

  @Test
  void is_accepted_once_by_whoever_comes_first() {
    desk.done(new InviteMember(ADDRESS, EDITOR));
    desk.done(new AcceptInvitation(GRACE, ADDRESS));

    assertThat(
            desk.refused(
                new AcceptInvitation(new MemberId("https://other.example", "grace"), ADDRESS)))
        .isEqualTo(new NoInvitation(ADDRESS));
  }

  @ParameterizedTest
  @CsvSource({
    "AUDITOR, EDITOR, EDITOR",
    "EDITOR, EDITOR, EDITOR",
    "EDITOR, AUDITOR, EDITOR",
    "ADMIN, EDITOR, ADMIN",
    "ADMIN, AUDITOR, ADMIN",
    "EDITOR, ADMIN, ADMIN",
    "AUDITOR, SECURITY, SECURITY",
    "SECURITY, AUDITOR, SECURITY",
  })
  void never_lowers_the_role_that_a_member_has(Role has, Role invited, Role becomes) {
    tenant.done(new GrantRole(GRACE, "grace@acme.example", has));
    tenant.done(new InviteMember(ADDRESS, invited));

    assertThat(tenant.done(new AcceptInvitation(GRACE, ADDRESS)))
        .contains(new InvitationAccepted(ADDRESS, GRACE, invited));
    assertThat(Objects.requireNonNull(tenant.book().member(GRACE)).role()).isEqualTo(becomes);
    assertThat(tenant.book().invitation(ADDRESS)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"EDITOR, SECURITY", "ADMIN, SECURITY", "SECURITY, EDITOR", "SECURITY, ADMIN"})
  void stands_where_neither_role_allows_all_that_the_other_does(Role has, Role invited) {
    tenant.done(new GrantRole(GRACE, "grace@acme.example", has));
    tenant.done(new InviteMember(ADDRESS, invited));

    assertThat(tenant.done(new AcceptInvitation(GRACE, ADDRESS))).isEmpty();
    assertThat(Objects.requireNonNull(tenant.book().member(GRACE)).role()).isEqualTo(has);
    assertThat(Objects.requireNonNull(tenant.book().invitation(ADDRESS)).role()).isEqualTo(invited);
  }

  @Test
  void knows_a_security_role_of_the_tenant_only() {
    assertThat(desk.refused(new InviteMember(ADDRESS, SECURITY))).isInstanceOf(WrongBook.class);
    assertThat(tenant.done(new InviteMember(ADDRESS, SECURITY)))
        .containsExactly(
            new OrganizationAdded(Owner.TENANT),
            new MemberInvited(ADDRESS, SECURITY, Optional.empty()));
  }

  @Test
  void keeps_no_more_invitations_than_fit() {
    for (var i = 0; i < Limits.INVITATIONS_PER_OWNER; i++) {
      desk.done(new InviteMember(EmailAddress.of(i + "@acme.example"), ADMIN));
    }

    assertThat(desk.refused(new InviteMember(ADDRESS, ADMIN))).isInstanceOf(LimitExceeded.class);
    assertThat(desk.done(new InviteMember(EmailAddress.of("7@acme.example"), EDITOR))).hasSize(1);
    desk.done(new WithdrawInvitation(EmailAddress.of("7@acme.example")));
    assertThat(desk.done(new InviteMember(ADDRESS, ADMIN))).hasSize(1);
  }
}

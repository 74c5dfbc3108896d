package dev.sallyport.service.pages.settings;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Invitations;
import dev.sallyport.service.management.MemberJson;
import dev.sallyport.service.management.Members;
import dev.sallyport.service.openid.IdentityProvider;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Members of an organization, or of the installation: the same pages at two addresses. */
@Singleton
class MemberPages {
  private static final Set<ProblemType> TOLD_AT_THE_FORM =
      Set.of(ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.LIMIT_EXCEEDED);

  private final Members members;
  private final Invitations invitations;
  private final IdentityProvider provider;
  private final Frames frames;

  @Inject
  MemberPages(Members members, Invitations invitations, IdentityProvider provider, Frames frames) {
    this.members = members;
    this.invitations = invitations;
    this.provider = provider;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "settings")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance members(
        Frame frame,
        String base,
        MemberList members,
        List<InvitationRow> invitations,
        List<RoleChoice> roles,
        MemberForm form,
        boolean signIn);

    static native TemplateInstance removeMember(
        Frame frame, String base, MemberRow member, boolean invited);
  }

  Response list(ContainerRequestContext request, Owner owner, @Nullable String search) {
    return page(200, request, owner, search, MemberForm.EMPTY);
  }

  Response invite(ContainerRequestContext request, Owner owner, MemberForm form) {
    return told(
        request,
        owner,
        form,
        () -> {
          var changed = invitations.invite(request, owner, form.invitation()).done().changed();
          var email = EmailAddress.of(form.email());
          return changed
              ? "%s is invited as %s. Nothing is sent: tell them to sign in here."
                  .formatted(email, form.role())
              : "%s was invited as %s already.".formatted(email, form.role());
        });
  }

  Response withdraw(ContainerRequestContext request, Owner owner, @Nullable String email) {
    var _ = invitations.withdrawn(request, owner, email);
    return Flash.done("The invitation of %s is withdrawn.".formatted(email)).to(base(owner));
  }

  /**
   * @param shown the role that the page showed when it was left; null if it showed none
   */
  Response grant(
      ContainerRequestContext request, Owner owner, MemberForm form, @Nullable String shown) {
    if (shown != null) {
      // A page that was left open must not make a member again of whoever was removed meanwhile.
      var role = find(owner, form.issuer(), form.subject()).map(MemberJson::role).orElse(null);
      if (!shown.equals(role)) {
        var now = role == null ? "has no role here any more" : "is %s by now".formatted(role);
        return Flash.warning("%s %s, so nothing was changed.".formatted(form.name(), now))
            .to(base(owner));
      }
    }
    return told(
        request,
        owner,
        form,
        () -> {
          var _ = members.grant(request, owner, form.member());
          return "%s is %s from now on.".formatted(form.name(), form.role());
        });
  }

  TemplateInstance confirm(
      ContainerRequestContext request,
      Owner owner,
      @Nullable String issuer,
      @Nullable String subject) {
    var row = row(owner, issuer, subject);
    var invited =
        invitations.all(owner).value().stream()
            .anyMatch(invitation -> invitation.email().equalsIgnoreCase(row.email()));
    return Templates.removeMember(frame(request, owner), base(owner), row, invited);
  }

  Response remove(
      ContainerRequestContext request,
      Owner owner,
      @Nullable String issuer,
      @Nullable String subject) {
    var row = row(owner, issuer, subject);
    var _ = members.revoked(request, owner, issuer, subject);
    return Flash.done("%s has no role here any more.".formatted(row.name())).to(base(owner));
  }

  /** Of the installation alone: a person's sessions are the same in every organization. */
  Response endSessions(ContainerRequestContext request, MemberForm form) {
    return told(
        request,
        Owner.TENANT,
        form,
        () -> {
          var _ = members.endSessions(request, form.issuer(), form.subject());
          return "All sessions of %s have ended.".formatted(form.name());
        });
  }

  /** Does what a form asked for, or shows the form again with what is wrong with it. */
  private Response told(
      ContainerRequestContext request, Owner owner, MemberForm form, Supplier<String> change) {
    try {
      return Flash.done(change.get()).to(base(owner));
    } catch (Rejection rejection) {
      var problem = rejection.problem();
      if (TOLD_AT_THE_FORM.contains(problem.type())) {
        return page(problem.type().status(), request, owner, null, form.refused(problem.detail()));
      }
      throw rejection;
    } catch (InvalidName invalid) {
      return page(400, request, owner, null, form.refused(String.valueOf(invalid.getMessage())));
    }
  }

  private MemberRow row(Owner owner, @Nullable String issuer, @Nullable String subject) {
    return find(owner, issuer, subject)
        .map(member -> MemberRow.of(member, base(owner)))
        .orElseThrow(() -> new Rejection(new NoSuchResource()));
  }

  private Optional<MemberJson> find(
      Owner owner, @Nullable String issuer, @Nullable String subject) {
    return members.all(owner).value().stream()
        .filter(member -> member.issuer().equals(issuer) && member.subject().equals(subject))
        .findFirst();
  }

  private Response page(
      int status,
      ContainerRequestContext request,
      Owner owner,
      @Nullable String search,
      MemberForm form) {
    return Response.status(status)
        .entity(
            Templates.members(
                frame(request, owner),
                base(owner),
                MemberList.of(members.all(owner).value(), search, base(owner)),
                invitations.all(owner).value().stream().map(InvitationRow::of).toList(),
                RoleChoice.of(owner),
                form,
                provider.there()))
        .build();
  }

  private Frame frame(ContainerRequestContext request, Owner owner) {
    return owner.isTenant() ? frames.of(request) : frames.of(request, owner, Place.MEMBERS);
  }

  private static String base(Owner owner) {
    return owner.isTenant()
        ? "/settings/members"
        : "/github/%s/settings/members".formatted(owner.name());
  }
}

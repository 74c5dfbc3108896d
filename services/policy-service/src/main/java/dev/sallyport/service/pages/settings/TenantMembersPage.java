package dev.sallyport.service.pages.settings;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Members of the whole installation. */
@Path("/settings/members")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class TenantMembersPage {
  private final MemberPages pages;

  @Inject
  TenantMembersPage(MemberPages pages) {
    this.pages = pages;
  }

  @GET
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response list(
      @QueryParam("search") @Nullable String search, @Context ContainerRequestContext request) {
    return pages.list(request, Owner.TENANT, search);
  }

  @POST
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response invite(
      @RestForm("email") @Nullable String email,
      @RestForm("role") @Nullable String role,
      @Context ContainerRequestContext request) {
    return pages.invite(request, Owner.TENANT, MemberForm.inviting(email, role));
  }

  @POST
  @Path("withdraw")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response withdraw(
      @RestForm("email") @Nullable String email, @Context ContainerRequestContext request) {
    return pages.withdraw(request, Owner.TENANT, email);
  }

  @POST
  @Path("grant")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response grant(
      @RestForm("issuer") @Nullable String issuer,
      @RestForm("subject") @Nullable String subject,
      @RestForm("email") @Nullable String email,
      @RestForm("role") @Nullable String role,
      @RestForm("shown") @Nullable String shown,
      @Context ContainerRequestContext request) {
    return pages.grant(
        request, Owner.TENANT, MemberForm.granting(issuer, subject, email, role), shown);
  }

  @GET
  @Path("remove")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public TemplateInstance confirm(
      @QueryParam("issuer") @Nullable String issuer,
      @QueryParam("subject") @Nullable String subject,
      @Context ContainerRequestContext request) {
    return pages.confirm(request, Owner.TENANT, issuer, subject);
  }

  @POST
  @Path("remove")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response remove(
      @RestForm("issuer") @Nullable String issuer,
      @RestForm("subject") @Nullable String subject,
      @Context ContainerRequestContext request) {
    return pages.remove(request, Owner.TENANT, issuer, subject);
  }

  @POST
  @Path("end-sessions")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response endSessions(
      @RestForm("issuer") @Nullable String issuer,
      @RestForm("subject") @Nullable String subject,
      @RestForm("email") @Nullable String email,
      @Context ContainerRequestContext request) {
    return pages.endSessions(request, MemberForm.granting(issuer, subject, email, null));
  }
}

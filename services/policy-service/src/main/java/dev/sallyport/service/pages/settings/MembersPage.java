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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Members of an organization. */
@Path("/github/{owner}/settings/members")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class MembersPage {
  private final MemberPages pages;

  @Inject
  MembersPage(MemberPages pages) {
    this.pages = pages;
  }

  @GET
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response list(
      @PathParam("owner") String owner,
      @QueryParam("search") @Nullable String search,
      @Context ContainerRequestContext request) {
    return pages.list(request, Owner.organization(owner), search);
  }

  @POST
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response invite(
      @PathParam("owner") String owner,
      @RestForm("email") @Nullable String email,
      @RestForm("role") @Nullable String role,
      @Context ContainerRequestContext request) {
    return pages.invite(request, Owner.organization(owner), MemberForm.inviting(email, role));
  }

  @POST
  @Path("withdraw")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response withdraw(
      @PathParam("owner") String owner,
      @RestForm("email") @Nullable String email,
      @Context ContainerRequestContext request) {
    return pages.withdraw(request, Owner.organization(owner), email);
  }

  @POST
  @Path("grant")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response grant(
      @PathParam("owner") String owner,
      @RestForm("issuer") @Nullable String issuer,
      @RestForm("subject") @Nullable String subject,
      @RestForm("email") @Nullable String email,
      @RestForm("role") @Nullable String role,
      @RestForm("shown") @Nullable String shown,
      @Context ContainerRequestContext request) {
    return pages.grant(
        request,
        Owner.organization(owner),
        MemberForm.granting(issuer, subject, email, role),
        shown);
  }

  @GET
  @Path("remove")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public TemplateInstance confirm(
      @PathParam("owner") String owner,
      @QueryParam("issuer") @Nullable String issuer,
      @QueryParam("subject") @Nullable String subject,
      @Context ContainerRequestContext request) {
    return pages.confirm(request, Owner.organization(owner), issuer, subject);
  }

  @POST
  @Path("remove")
  @Needs(Permission.MANAGE_MEMBERS)
  @Page
  public Response remove(
      @PathParam("owner") String owner,
      @RestForm("issuer") @Nullable String issuer,
      @RestForm("subject") @Nullable String subject,
      @Context ContainerRequestContext request) {
    return pages.remove(request, Owner.organization(owner), issuer, subject);
  }
}

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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** API keys of an organization. */
@Path("/github/{owner}/settings/api-keys")
@RunOnVirtualThread
public class ApiKeysPage {
  private final KeyPages pages;

  @Inject
  ApiKeysPage(KeyPages pages) {
    this.pages = pages;
  }

  @GET
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response list(@PathParam("owner") String owner, @Context ContainerRequestContext request) {
    return pages.list(request, Owner.organization(owner));
  }

  @POST
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response issue(
      @PathParam("owner") String owner,
      @RestForm("form") @Nullable String id,
      @RestForm("name") @Nullable String name,
      @RestForm("kind") @Nullable String kind,
      @RestForm("cluster") @Nullable String cluster,
      @Context ContainerRequestContext request) {
    return pages.issue(request, Owner.organization(owner), KeyForm.of(id, name, kind, cluster));
  }

  @GET
  @Path("{id}/revoke")
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance confirm(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return pages.confirm(request, Owner.organization(owner), id);
  }

  @POST
  @Path("{id}/revoke")
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response revoke(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return pages.revoke(request, Owner.organization(owner), id);
  }
}

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

/** API keys of the whole installation. */
@Path("/settings/api-keys")
@RunOnVirtualThread
public class TenantApiKeysPage {
  private final KeyPages pages;

  @Inject
  TenantApiKeysPage(KeyPages pages) {
    this.pages = pages;
  }

  @GET
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response list(@Context ContainerRequestContext request) {
    return pages.list(request, Owner.TENANT);
  }

  @POST
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response issue(
      @RestForm("form") @Nullable String id,
      @RestForm("name") @Nullable String name,
      @RestForm("kind") @Nullable String kind,
      @RestForm("cluster") @Nullable String cluster,
      @Context ContainerRequestContext request) {
    return pages.issue(request, Owner.TENANT, KeyForm.of(id, name, kind, cluster));
  }

  @GET
  @Path("{id}/revoke")
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance confirm(
      @PathParam("id") String id, @Context ContainerRequestContext request) {
    return pages.confirm(request, Owner.TENANT, id);
  }

  @POST
  @Path("{id}/revoke")
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response revoke(@PathParam("id") String id, @Context ContainerRequestContext request) {
    return pages.revoke(request, Owner.TENANT, id);
  }
}

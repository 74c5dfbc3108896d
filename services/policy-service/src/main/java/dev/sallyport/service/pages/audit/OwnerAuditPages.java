package dev.sallyport.service.pages.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.audit.AuditPages.Room;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The audit log of an organization. */
@Path("/github/{owner}/audit-log")
@RunOnVirtualThread
public class OwnerAuditPages {
  private final AuditPages pages;
  private final Frames frames;

  @Inject
  OwnerAuditPages(AuditPages pages, Frames frames) {
    this.pages = pages;
    this.frames = frames;
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @BeanParam AuditForm form,
      @QueryParam("cursor") @Nullable String cursor,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return pages.list(
        owner, frames.of(request, owner, Place.AUDIT_LOG), room(ownerName), form, cursor);
  }

  @GET
  @Path("export/{format}")
  @Needs(Permission.READ)
  @Page
  public Response export(
      @PathParam("owner") String ownerName,
      @PathParam("format") String format,
      @BeanParam AuditForm form) {
    return pages.export(Owner.organization(ownerName), form, format);
  }

  @GET
  @Path("{sequence}")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance event(
      @PathParam("owner") String ownerName,
      @PathParam("sequence") long sequence,
      @Context ContainerRequestContext request)
      throws JsonProcessingException {
    var owner = Owner.organization(ownerName);
    return pages.event(
        owner, frames.of(request, owner, Place.AUDIT_LOG), room(ownerName), sequence);
  }

  private static Room room(String owner) {
    return new Room("/github/" + Links.segment(owner) + "/audit-log", Links.policies(owner));
  }
}

package dev.sallyport.service.pages.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Frames;
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

/**
 * The audit log of the installation itself: its keys, members, block list and suppression rules.
 */
@Path("/audit-log")
@RunOnVirtualThread
public class TenantAuditPages {
  private static final Room ROOM = new Room("/audit-log", null);

  private final AuditPages pages;
  private final Frames frames;

  @Inject
  TenantAuditPages(AuditPages pages, Frames frames) {
    this.pages = pages;
    this.frames = frames;
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @BeanParam AuditForm form,
      @QueryParam("cursor") @Nullable String cursor,
      @Context ContainerRequestContext request) {
    return pages.list(Owner.TENANT, frames.of(request), ROOM, form, cursor);
  }

  @GET
  @Path("export/{format}")
  @Needs(Permission.READ)
  @Page
  public Response export(@PathParam("format") String format, @BeanParam AuditForm form) {
    return pages.export(Owner.TENANT, form, format);
  }

  @GET
  @Path("{sequence}")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance event(
      @PathParam("sequence") long sequence, @Context ContainerRequestContext request)
      throws JsonProcessingException {
    return pages.event(Owner.TENANT, frames.of(request), ROOM, sequence);
  }
}

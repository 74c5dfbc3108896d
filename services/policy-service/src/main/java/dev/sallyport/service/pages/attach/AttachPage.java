package dev.sallyport.service.pages.attach;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The page where a policy is attached to scopes and detached from them. */
@Path("/github/{owner}/actions/policies/{name}/attach")
@RunOnVirtualThread
public class AttachPage {
  private final Frames frames;
  private final Attaching attaching;

  @Inject
  AttachPage(Frames frames, Attaching attaching) {
    this.frames = frames;
    this.attaching = attaching;
  }

  @CheckedTemplate(basePath = "attach")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance attach(Frame frame, AttachView view);
  }

  @GET
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance open(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return Templates.attach(
        frames.of(request, owner, Place.POLICY_STORE), attaching.open(request, owner, name));
  }

  @POST
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  public Response take(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @Context ContainerRequestContext request,
      @BeanParam AttachFields sent) {
    var owner = Owner.organization(ownerName);
    return switch (attaching.take(request, owner, name, sent)) {
      case Attaching.Changed(var path, var words) -> Flash.done(words).to(path);
      case Attaching.Show(var view) ->
          Response.status(view.refused().isEmpty() ? 200 : 422)
              .entity(Templates.attach(frames.of(request, owner, Place.POLICY_STORE), view))
              .build();
    };
  }
}

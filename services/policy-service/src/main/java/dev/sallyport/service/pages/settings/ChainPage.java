package dev.sallyport.service.pages.settings;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;

/** How far the chain of an organization's events goes, and what that proves. */
@Path("/github/{owner}/settings/chain")
@RunOnVirtualThread
public class ChainPage {
  private final Reads reads;
  private final Frames frames;

  @Inject
  ChainPage(Reads reads, Frames frames) {
    this.reads = reads;
    this.frames = frames;
  }

  /** The last event. */
  record Last(long sequence, Moment at, String hash) {}

  @CheckedTemplate(basePath = "settings")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance chain(Frame frame, Last last);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance show(
      @PathParam("owner") String ownerName, @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var last =
        reads.owner(
            owner,
            book -> {
              var head = Objects.requireNonNull(book.head());
              return new Last(head.sequence(), new Moment(head.at()), head.hash().toString());
            });
    return Templates.chain(frames.of(request, owner, Place.CHAIN), last.value());
  }
}

package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
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
import java.util.List;

/** What is blocked for everybody, and why. */
@Path("/github/{owner}/actions/global-block-policy")
@RunOnVirtualThread
public class GlobalBlockPolicyPage {
  private final Reads reads;
  private final Frames frames;

  @Inject
  GlobalBlockPolicyPage(Reads reads, Frames frames) {
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "policies")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance globalBlockPolicy(Frame frame, List<BlockedHost> entries);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @PathParam("owner") String ownerName, @Context ContainerRequestContext request) {
    var frame = frames.of(request, Owner.organization(ownerName), Place.POLICY_STORE);
    return Templates.globalBlockPolicy(frame, BlockListView.entries(reads.blockList().value()));
  }
}

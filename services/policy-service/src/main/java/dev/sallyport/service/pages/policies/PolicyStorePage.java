package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.access.Permission;
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
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The list of an organization's policies. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
public class PolicyStorePage {
  private final Reads reads;
  private final Frames frames;

  @Inject
  PolicyStorePage(Reads reads, Frames frames) {
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "policies")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance store(Frame frame, StoreView store, BlockListView blockList);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @BeanParam StoreQuery query,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var frame = frames.of(request, owner, Place.POLICY_STORE);
    var mayChange = frame.mayChangePolicies();
    var store = reads.owner(owner, book -> StoreView.of(ownerName, book, query, mayChange)).value();
    return Templates.store(
        frame, store, BlockListView.of(ownerName, reads.here(Owner.TENANT, BlockListView::list)));
  }
}

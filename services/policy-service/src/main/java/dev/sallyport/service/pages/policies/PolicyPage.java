package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.view.OwnerBook;
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

/** One policy, to be read; a deleted one only says so and where its history is. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PolicyPage {
  private final Reads reads;
  private final Frames frames;

  @Inject
  PolicyPage(Reads reads, Frames frames) {
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "policies")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance view(Frame frame, PolicyView policy);

    static native TemplateInstance deleted(Frame frame, DeletedView policy);
  }

  @GET
  @Path("{name}")
  @Needs(Permission.READ)
  @Page
  public TemplateInstance view(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    return reads.owner(owner, book -> show(request, owner, book, policy)).value();
  }

  private TemplateInstance show(
      ContainerRequestContext request, Owner owner, OwnerBook book, PolicyName policy) {
    var entry = book.policy(policy);
    if (entry == null) {
      throw new Rejection(new UnknownPolicy(policy));
    }
    var frame = frames.of(request, owner, Place.POLICY_STORE);
    return entry.live()
        ? Templates.view(frame, PolicyView.of(owner, PolicyNow.of(book, policy)))
        : Templates.deleted(frame, DeletedView.of(owner, entry));
  }
}

package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.AttachmentPlans;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
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

/** Asks before a policy is detached or deleted, and does it. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EndingPages {
  private final Reads reads;
  private final AttachmentPlans plans;
  private final ChangeRequests changes;
  private final Frames frames;

  @Inject
  EndingPages(Reads reads, AttachmentPlans plans, ChangeRequests changes, Frames frames) {
    this.reads = reads;
    this.plans = plans;
    this.changes = changes;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "policies")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance ending(Frame frame, EndingView ending);
  }

  @GET
  @Path("{name}/detach")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public TemplateInstance askToDetach(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Context ContainerRequestContext request) {
    return ask(owner, name, request, false);
  }

  @GET
  @Path("{name}/delete")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public TemplateInstance askToDelete(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @Context ContainerRequestContext request) {
    return ask(owner, name, request, true);
  }

  @POST
  @Path("{name}/detach")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public Response detach(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @RestForm long revision,
      @Context ContainerRequestContext request) {
    var policy = PolicyName.of(name);
    submit(request, owner, new DetachPolicyEverywhere(policy, revision));
    return Flash.done("“%s” is detached; it stands nowhere now.".formatted(policy))
        .to(Links.policies(owner));
  }

  @POST
  @Path("{name}/delete")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public Response delete(
      @PathParam("owner") String owner,
      @PathParam("name") String name,
      @RestForm long revision,
      @Context ContainerRequestContext request) {
    var policy = PolicyName.of(name);
    submit(request, owner, new DeletePolicy(policy, revision));
    return Flash.done("“%s” is deleted; its history stays.".formatted(policy))
        .to(Links.policies(owner));
  }

  private TemplateInstance ask(
      String ownerName, String name, ContainerRequestContext request, boolean deletes) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var detaching = new DetachPolicyEverywhere(policy, null);
    var plan =
        plans.plan(Caller.of(request), new AttachmentPlans.Asked(owner, policy, detaching)).value();
    var now = reads.here(owner, book -> PolicyNow.of(book, policy));
    return Templates.ending(
        frames.of(request, owner, Place.POLICY_STORE),
        EndingView.of(ownerName, now, plan.advice(), deletes));
  }

  private void submit(ContainerRequestContext request, String ownerName, PolicyCommand command) {
    var _ = changes.submit(request, Owner.organization(ownerName), command, null);
  }
}

package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.document.Edited;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.UnreadablePolicy;
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
import org.jspecify.annotations.Nullable;

/**
 * Copies a policy with lockdown disabled, to be attached where jobs have to do what lockdown stops.
 * All else stays as its author wrote it.
 */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ExemptionPages {
  private static final String SUFFIX = "-without-lockdown";
  private static final int LONGEST = 128;

  private final Reads reads;
  private final ChangeRequests changes;
  private final Frames frames;

  @Inject
  ExemptionPages(Reads reads, ChangeRequests changes, Frames frames) {
    this.reads = reads;
    this.changes = changes;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "policies")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance exemption(
        Frame frame, String original, String path, String name, String text);
  }

  @GET
  @Path("{name}/exemption")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public TemplateInstance ask(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var copy = unlocked(reads.owner(owner, book -> PolicyNow.of(book, policy)).value());
    return Templates.exemption(
        frames.of(request, owner, Place.POLICY_STORE),
        policy.value(),
        Links.policy(ownerName, policy.value()),
        suggested(policy),
        copy.text());
  }

  @POST
  @Path("{name}/exemption")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public Response create(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @RestForm("policy-name") @Nullable String newName,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var exemption = PolicyName.of(newName == null ? "" : newName.strip());
    var copy = unlocked(reads.owner(owner, book -> PolicyNow.of(book, policy)).value());
    var content = new PolicyContent(copy.text(), copy.rules());
    var _ = changes.submit(request, owner, new CreatePolicy(exemption, content), null);
    return Flash.done(
            "“%s” is created. It does nothing until it is attached where the exemption is to hold."
                .formatted(exemption))
        .to(Links.policy(ownerName, exemption.value()));
  }

  private static PolicyDocument unlocked(PolicyNow now) {
    var document =
        switch (PolicyDocument.read(now.text())) {
          case Reading.Readable(var read, _) -> read;
          case Reading.Unreadable(var problems) ->
              throw new Rejection(new UnreadablePolicy(problems));
        };
    return switch (document.withoutLockdown()) {
      case Edited.Done(var edited) -> edited;
      case Edited.Refused(var reason) -> throw new Rejection(new Malformed(reason));
    };
  }

  private static String suggested(PolicyName policy) {
    var name = policy.value();
    var kept = Math.min(name.codePointCount(0, name.length()), LONGEST - SUFFIX.length());
    return name.substring(0, name.offsetByCodePoints(0, kept)) + SUFFIX;
  }
}

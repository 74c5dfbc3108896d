package dev.sallyport.service.pages.history;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.management.Versions;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.history.ChangeView.Most;
import dev.sallyport.service.problem.Rejection;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;

/** Asks before an earlier version of a policy is brought back, and does it. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RestorePages {
  private final Versions versions;
  private final Reads reads;
  private final Frames frames;

  @Inject
  RestorePages(Versions versions, Reads reads, Frames frames) {
    this.versions = versions;
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "history")
  static final class Templates {
    private Templates() {}

    /**
     * @param diff from what the policy says now
     */
    static native TemplateInstance restore(
        Frame frame, PolicyHead policy, long version, DiffView diff);
  }

  @GET
  @Path("{name}/restore")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public TemplateInstance ask(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("version") long version,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var head = reads.owner(owner, book -> PolicyHead.of(book, ownerName, policy)).value();
    var diff = versions.diff(owner, policy, head.version(), version).value();
    return Templates.restore(
        frames.of(request, owner, Place.POLICY_STORE),
        head,
        version,
        DiffView.of(diff, Most.OF_MANY.rows()));
  }

  @POST
  @Path("{name}/restore")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public Response restore(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @RestForm long version,
      @RestForm long revision,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var head = reads.here(owner, book -> PolicyHead.of(book, ownerName, policy));
    return restored(request, owner, policy, version, revision).to(head.path() + "/history");
  }

  private Flash restored(
      ContainerRequestContext request, Owner owner, PolicyName policy, long version, long seen) {
    try {
      var restored = versions.restore(request, owner, policy, version, seen, null);
      return Flash.done(
          restored.done().changed()
              ? "Version %d of “%s” is restored.".formatted(version, policy)
              : "“%s” says already what version %d says.".formatted(policy, version));
    } catch (Rejection refused) {
      if (refused.problem().currentRevision() == null) {
        throw refused;
      }
      return Flash.warning(
          "Nothing was restored: somebody changed the policy after you were asked.");
    }
  }
}

package dev.sallyport.service.pages.history;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.management.Versions;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.pages.history.ChangeView.Most;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.history.History.Version;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any two versions of a policy side by side. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
public class ComparePage {
  private final Versions versions;
  private final Reads reads;
  private final Frames frames;

  @Inject
  ComparePage(Versions versions, Reads reads, Frames frames) {
    this.versions = versions;
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "history")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance compare(
        Frame frame,
        PolicyHead policy,
        VersionView from,
        VersionView to,
        DiffView diff,
        @Nullable String stale);
  }

  /** A version, and who gave it to the policy. */
  public record VersionView(long number, String who, Moment moment, long sequence) {
    static VersionView of(Version version) {
      return new VersionView(
          version.version(), version.actor().name(), new Moment(version.at()), version.sequence());
    }
  }

  /** Without numbers: the last version and the one before it. */
  @GET
  @Path("{name}/compare")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance compare(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("from") @Nullable Long from,
      @QueryParam("to") @Nullable Long to,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var head = reads.owner(owner, book -> PolicyHead.of(book, ownerName, policy)).value();
    var later = to == null ? head.version() : to;
    var earlier = from == null ? Math.max(1, later - 1) : from;
    var diff = versions.diff(owner, policy, earlier, later);
    var sides = versions.of(owner, policy, List.of(earlier, later)).value();
    return Templates.compare(
        frames.of(request, owner, Place.POLICY_STORE),
        head,
        VersionView.of(sides.getFirst()),
        VersionView.of(sides.getLast()),
        DiffView.of(diff.value(), Most.OF_ONE.rows()),
        Staleness.words(diff.age()));
  }
}

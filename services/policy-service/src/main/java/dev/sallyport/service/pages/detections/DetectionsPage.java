package dev.sallyport.service.pages.detections;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.insight.ResolvingDetections;
import dev.sallyport.service.management.CostlyReads;
import dev.sallyport.service.management.DetectionRules;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.Insights;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stood out in the jobs of an organization, to be seen to. */
@Path("/github/{owner}/actions/detections")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DetectionsPage {
  private static final int SHOWN = 200;
  // A browser's list of more is of no use.
  private static final int SUGGESTED = 200;

  private final Insights insights;
  private final DetectionRules rules;
  private final ResolvingDetections resolving;
  private final Reads reads;
  private final CostlyReads costly;
  private final Frames frames;

  @Inject
  DetectionsPage(
      Insights insights,
      DetectionRules rules,
      ResolvingDetections resolving,
      Reads reads,
      CostlyReads costly,
      Frames frames) {
    this.insights = insights;
    this.rules = rules;
    this.resolving = resolving;
    this.reads = reads;
    this.costly = costly;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "detections")
  static final class Templates {
    private Templates() {}

    /**
     * @param path of this page
     * @param repositories to suggest
     * @param more whether others pass the filter, too
     */
    static native TemplateInstance list(
        Frame frame,
        String path,
        DetectionFilter filter,
        List<String> repositories,
        List<DetectionRow> rows,
        boolean more,
        @Nullable String stale);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @BeanParam DetectionFilter filter,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var _ = reads.owner(owner, _ -> true); // or it is told that there is none
    costly.enter(CostlyReads.Kind.REPORTED);
    var all = rules.all();
    var found = insights.detections(owner, filter.passing(all.value()), SHOWN);
    return Templates.list(
        frames.of(request, owner, Place.DETECTIONS),
        path(owner),
        filter,
        insights.repositories(owner).stream()
            .map(RepositoryFullName::repository)
            .map(Object::toString)
            .limit(SUGGESTED)
            .toList(),
        found.detections().stream().map(each -> DetectionRow.of(each, all.value())).toList(),
        found.more(),
        Staleness.words(all.age()));
  }

  @POST
  @Path("{id}/resolve")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public Response resolve(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @BeanParam DetectionFilter filter,
      @Context ContainerRequestContext request) {
    return record(owner, id, filter, true, request);
  }

  @POST
  @Path("{id}/reopen")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  public Response reopen(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @BeanParam DetectionFilter filter,
      @Context ContainerRequestContext request) {
    return record(owner, id, filter, false, request);
  }

  private Response record(
      String ownerName,
      String id,
      DetectionFilter filter,
      boolean resolved,
      ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    costly.enter(CostlyReads.Kind.REPORTED);
    var found = resolving.record(owner, new DetectionId(id), resolved, Caller.of(request).actor());
    return Flash.done(
            "The detection %s is %s."
                .formatted(found.type().text(), resolved ? "resolved" : "open again"))
        .to(path(owner) + filter.query());
  }

  private static String path(Owner owner) {
    return "/github/" + owner.name() + "/actions/detections";
  }
}

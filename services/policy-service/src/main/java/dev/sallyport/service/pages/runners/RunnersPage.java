package dev.sallyport.service.pages.runners;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.CostlyReads;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.Insights;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The self-hosted runners of an organization, as their lookups tell. */
@Path("/github/{owner}/actions/runners")
@RunOnVirtualThread
public class RunnersPage {
  // Of a cluster, each job may have a runner of its own.
  private static final int SHOWN = 200;

  private final Insights insights;
  private final Reads reads;
  private final CostlyReads costly;
  private final Frames frames;

  @Inject
  RunnersPage(Insights insights, Reads reads, CostlyReads costly, Frames frames) {
    this.insights = insights;
    this.reads = reads;
    this.costly = costly;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "runners")
  static final class Templates {
    private Templates() {}

    /**
     * @param more that match as well and are not shown
     * @param any whether there is a runner at all
     */
    static native TemplateInstance list(
        Frame frame, String path, String search, List<RunnerRow> rows, int more, boolean any);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @QueryParam("search") @Nullable String search,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var _ = reads.owner(owner, _ -> true); // or it is told that there is none
    costly.enter(CostlyReads.Kind.REPORTED);
    var part = search == null ? "" : search.strip();
    var lower = part.toLowerCase(Locale.ROOT);
    var all = insights.runners(owner).stream().map(RunnerRow::of).toList();
    var found = all.stream().filter(row -> row.matches(lower)).toList();
    return Templates.list(
        frames.of(request, owner, Place.RUNNERS),
        "/github/" + owner.name() + "/actions/runners",
        part,
        found.stream().limit(SHOWN).toList(),
        Math.max(0, found.size() - SHOWN),
        !all.isEmpty());
  }
}

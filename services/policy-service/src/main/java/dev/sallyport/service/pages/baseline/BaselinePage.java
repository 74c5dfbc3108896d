package dev.sallyport.service.pages.baseline;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.PageNumber;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.Insights;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The baselines of an organization, and each of them. */
@Path("/github/{owner}/actions/baseline")
@RunOnVirtualThread
public class BaselinePage {
  private final Insights insights;
  private final Frames frames;

  @Inject
  BaselinePage(Insights insights, Frames frames) {
    this.insights = insights;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "baseline")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, BaselinesView baselines);

    static native TemplateInstance view(Frame frame, BaselineView baseline);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance view(
      @PathParam("owner") String ownerName,
      @BeanParam ScopeQuery asked,
      @QueryParam("search") @DefaultValue("") String written,
      @QueryParam("page") @Nullable String page,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var frame = frames.of(request, owner, Place.BASELINE);
    var number = PageNumber.read(page);
    var search = written.strip();
    if (asked.none()) {
      var all = insights.baselines(owner);
      return Templates.list(frame, BaselinesView.of(owner.name(), all, search, number));
    }
    var scope = asked.scope(owner);
    var baseline = insights.baseline(scope, search.isEmpty() ? null : search);
    return Templates.view(frame, BaselineView.of(scope, baseline, search, number));
  }

  @GET
  @Path("endpoints")
  @Needs(Permission.READ)
  @Page
  public Response export(@PathParam("owner") String ownerName, @BeanParam ScopeQuery asked) {
    var baseline = insights.baseline(asked.scope(Owner.organization(ownerName)), null);
    return Response.ok(PolicyEndpoints.of(baseline).lines(), "text/plain; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"endpoints.txt\"")
        .build();
  }
}

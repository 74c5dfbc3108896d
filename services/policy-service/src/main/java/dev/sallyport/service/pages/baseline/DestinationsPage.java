package dev.sallyport.service.pages.baseline;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Address;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.PageNumber;
import dev.sallyport.service.pages.PageNumber.Pager;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.Insights;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
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

/** Everything that any verified job of an organization called. */
@Path("/github/{owner}/actions/destinations")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DestinationsPage {
  private static final int ROWS = 500;

  private final Insights insights;
  private final Frames frames;

  @Inject
  DestinationsPage(Insights insights, Frames frames) {
    this.insights = insights;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "baseline")
  static final class Templates {
    private Templates() {}

    /**
     * @param runs the address of the workflow runs
     */
    static native TemplateInstance destinations(
        Frame frame, String path, String runs, String search, List<EndpointRow> rows, Pager pager);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @QueryParam("search") @DefaultValue("") String written,
      @QueryParam("page") @Nullable String page,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var number = PageNumber.read(page);
    var search = written.strip();
    var found =
        insights
            .baseline(new BaselineScope.OfOrganization(owner), search.isEmpty() ? null : search)
            .endpoints();
    var path = "/github/" + Links.segment(owner.name()) + "/actions/destinations";
    return Templates.destinations(
        frames.of(request, owner, Place.DESTINATIONS),
        path,
        Links.runs(owner.name()),
        search,
        number.of(found, ROWS).stream().map(each -> EndpointRow.of(owner.name(), each)).toList(),
        number.pager(Address.of(path).with("search", search), ROWS, found.size()));
  }
}

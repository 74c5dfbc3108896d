package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
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
import org.jspecify.annotations.Nullable;

/** The workflow runs of an organization. */
@Path("/github/{owner}/actions/runs")
@RunOnVirtualThread
public class OrganizationRunsPage {
  private final RunLists lists;

  @Inject
  OrganizationRunsPage(RunLists lists) {
    this.lists = lists;
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @QueryParam("repo") @DefaultValue("") String repo,
      @QueryParam("page") @Nullable String page,
      @Context ContainerRequestContext request) {
    return lists.ofOrganization(request, Owner.organization(ownerName), repo.strip(), page);
  }
}

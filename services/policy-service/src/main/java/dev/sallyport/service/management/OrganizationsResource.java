package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.AddOrganization;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.view.PolicyView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Organizations of the tenant. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Organizations")
public class OrganizationsResource {
  private static final String PATH = "/{customer}/github/organizations";

  private final PolicyView view;
  private final ChangeRequests changes;
  private final TenantCallers callers;
  private final InstallationSettings installation;

  @Inject
  OrganizationsResource(
      PolicyView view,
      ChangeRequests changes,
      TenantCallers callers,
      InstallationSettings installation) {
    this.view = view;
    this.changes = changes;
    this.callers = callers;
    this.installation = installation;
  }

  @GET
  @Path(PATH)
  @dev.sallyport.service.security.Open("every key may see its own organization; checked here")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listOrganizations",
      summary = "List the organizations that the credential reaches, as a bare array.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(type = SchemaType.ARRAY, implementation = OrganizationJson.class)))
  public List<OrganizationJson> list(
      @PathParam("customer") String customer, @Context ContainerRequestContext request) {
    var caller = callers.reading(request, customer);
    return view.owners().stream()
        .filter(caller::sees)
        .map(owner -> OrganizationJson.of(owner, installation.tenant()))
        .toList();
  }

  @POST
  @Path(PATH)
  @Needs(Permission.ADD_ORGANIZATION)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addOrganization", summary = "Add an organization to the tenant.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = OrganizationJson.Asked.class)))
  @APIResponse(
      responseCode = "200",
      description = "There already",
      content = @Content(schema = @Schema(implementation = OrganizationJson.class)))
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = OrganizationJson.class)))
  public Response add(
      @PathParam("customer") String customer,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var name = Bodies.own(body, OrganizationJson.Asked.class).organization();
    if (name == null) {
      throw new Rejection(new Malformed("organization is the name of the organization to add."));
    }
    var owner = Owner.organization(name);
    var answered = changes.submit(request, owner, new AddOrganization(), body);
    return answered
        .mark(
            Response.status(answered.done().changed() ? 201 : 200)
                .entity(OrganizationJson.of(owner, installation.tenant())))
        .build();
  }
}

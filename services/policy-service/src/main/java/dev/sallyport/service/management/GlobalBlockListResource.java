package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.ReplaceGlobalBlockList;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.http.QueryParameters;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import dev.sallyport.service.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The list of hosts that no job may reach: everybody reads it, a security team keeps it. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Global block list")
public class GlobalBlockListResource {
  private static final String PATH = "/{customer}/global-blocklist";

  private final Reads reads;
  private final ChangeRequests changes;
  private final TenantCallers callers;
  private final DeniedAttempts denied;

  @Inject
  GlobalBlockListResource(
      Reads reads, ChangeRequests changes, TenantCallers callers, DeniedAttempts denied) {
    this.reads = reads;
    this.changes = changes;
    this.callers = callers;
    this.denied = denied;
  }

  @GET
  @Path(PATH)
  @Open("any credential will do, an organization's too; checked here")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getGlobalBlockList",
      summary = "Get the global block list, with reasons and sources.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BlockListJson.class)))
  public Response get(
      @PathParam("customer") String customer, @Context ContainerRequestContext request) {
    callers.any(request, customer);
    var found = reads.blockList();
    return found.ok(BlockListJson.of(found.value()));
  }

  @PUT
  @Path(PATH)
  @Open("a denied attempt is recorded; checked here")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceGlobalBlockList",
      summary =
          "Replace the global block list; takes a security key. Denied attempts are recorded.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BlockListJson.class),
              examples =
                  @ExampleObject(
                      name = "one domain",
                      value =
                          """
                          {"domains": [{"endpoint": "evil.example", "reason": "steals secrets",
                            "source": "https://advisories.example/1"}]}\
                          """)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BlockListJson.class)))
  public Response replace(
      @PathParam("customer") String customer,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var caller = callers.any(request, customer);
    if (!caller.may(Permission.REPLACE_GLOBAL_BLOCK_LIST, Owner.TENANT)) {
      denied.denied(caller);
      throw new Rejection(
          new Forbidden(
              "The global block list is replaced with a tenant-wide key of kind security only."));
    }
    QueryParameters.none(request);
    var list = Bodies.own(body, BlockListJson.class).list();
    var answered =
        changes.submit(request, caller, Owner.TENANT, new ReplaceGlobalBlockList(list), body);
    return answered.mark(Response.ok(BlockListJson.of(list))).build();
  }
}

package dev.sallyport.service.management;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened to a policy. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "History")
public class HistoryResource {
  private static final String PATH = "/github/{owner}/actions/policies/{name}/history";

  private final Versions past;
  private final Streamed streamed;

  @Inject
  HistoryResource(Versions past, Streamed streamed) {
    this.past = past;
    this.streamed = streamed;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getPolicyHistory",
      summary = "Everything that happened to a policy, newest first, deleted ones included.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = HistoryListing.class)))
  public Response history(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var before = Cursor.number(cursor);
    var size = Limit.of(limit);
    var found = past.history(owner, policy, before, size);
    return found.ok(streamed.json(HistoryListing.of(found.value())));
  }
}

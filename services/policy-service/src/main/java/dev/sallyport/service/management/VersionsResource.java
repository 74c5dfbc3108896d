package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.history.UnifiedDiff;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Versions of a policy: what it said when, what changed, and the way back. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Versions")
public class VersionsResource {
  private static final String PATH = "/github/{owner}/actions/policies/{name}";

  private final Versions past;
  private final Streamed streamed;

  @Inject
  VersionsResource(Versions past, Streamed streamed) {
    this.past = past;
    this.streamed = streamed;
  }

  @GET
  @Path(PATH + "/versions")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listVersions",
      summary = "List the versions of a policy, newest first, without their texts.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = VersionListing.class)))
  public Response versions(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var before = Cursor.number(cursor);
    var size = Limit.of(limit);
    var found = past.past(owner, policy, log -> log.versions(owner, policy, before, size));
    var versions = found.value();
    var last = versions.isEmpty() ? 0 : versions.getLast().version();
    return found.ok(
        new VersionListing(
            versions.stream().map(VersionJson::listed).toList(),
            // Versions of all lives count on from 1; a page of large ones is shorter than asked
            // for.
            last <= 1 ? null : Cursor.ofNumber(last)));
  }

  @GET
  @Path(PATH + "/versions/{version}")
  @Needs(Permission.READ)
  @Produces({MediaType.APPLICATION_JSON, PolicyForms.YAML})
  @Operation(
      operationId = "getVersion",
      summary = "Get a version: as JSON with its text, or the YAML alone, byte for byte.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = VersionJson.class)),
        @Content(mediaType = PolicyForms.YAML, schema = @Schema(implementation = String.class))
      })
  public Response version(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @PathParam("version") long number,
      @Context HttpHeaders headers) {
    var yaml = PolicyForms.wantsYaml(headers);
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var found = past.of(owner, policy, List.of(number));
    var version = found.value().getFirst();
    return found
        .mark(
            yaml
                ? Response.ok(version.content().text(), PolicyForms.YAML_UTF8)
                : Response.ok(
                    streamed.json(VersionJson.whole(ownerName, name, version)),
                    MediaType.APPLICATION_JSON_TYPE))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  @GET
  @Path(PATH + "/diff")
  @Needs(Permission.READ)
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Operation(
      operationId = "compareVersions",
      summary = "Compare two versions line by line; as text/plain like diff -u.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = DiffJson.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
      })
  public Response diff(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("from") @Nullable Long from,
      @QueryParam("to") @Nullable Long to,
      @Context HttpHeaders headers) {
    if (from == null || to == null) {
      throw new Rejection(new Malformed("from and to are the numbers of two versions."));
    }
    var policy = PolicyName.of(name);
    var found = past.diff(Owner.organization(ownerName), policy, from, to);
    var diff = found.value();
    return found
        .mark(
            PolicyForms.wantsText(headers)
                ? Response.ok(
                    UnifiedDiff.of(policy + " version " + from, policy + " version " + to, diff),
                    PolicyForms.TEXT_UTF8)
                : Response.ok(
                    streamed.json(DiffJson.of(from, to, diff)), MediaType.APPLICATION_JSON_TYPE))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  @POST
  @Path(PATH + "/rollback")
  @Needs(Permission.CHANGE_POLICIES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "rollBackPolicy",
      summary = "Bring an earlier version's content back, as a new version that names it.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RollbackJson.class),
              examples = @ExampleObject(name = "first", value = "{\"version\": 1}")))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SavedJson.class)))
  public Response rollBack(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var number = Bodies.own(body, RollbackJson.class).version();
    if (number == null) {
      throw new Rejection(new Malformed("version is the number of the version to bring back."));
    }
    var restored =
        past.restore(request, owner, policy, number, Precondition.ifMatch(ifMatch), body);
    return Saving.answer(ownerName, name, restored, List.of());
  }

  /** Which version a rollback brings back. */
  @Schema(name = "Rollback")
  public record RollbackJson(@Nullable Long version) {}
}

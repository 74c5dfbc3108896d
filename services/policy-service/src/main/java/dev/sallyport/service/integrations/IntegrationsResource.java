package dev.sallyport.service.integrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.ReplayDeliveries;
import dev.sallyport.domain.command.PolicyCommand.TestIntegration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Bodies;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.security.Needs;
import dev.sallyport.topology.delivery.Deliveries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Where an organization is told what happens. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Integrations")
public class IntegrationsResource {
  private static final String PATH = "/github/{owner}/integrations";
  private static final String ONE = PATH + "/{id}";

  private final Integrations integrations;
  private final ChangeRequests changes;
  private final Deliveries deliveries;

  @Inject
  IntegrationsResource(Integrations integrations, ChangeRequests changes, Deliveries deliveries) {
    this.integrations = integrations;
    this.changes = changes;
    this.deliveries = deliveries;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listIntegrations",
      summary = "List integrations and how each does; never secrets.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = IntegrationListing.class)))
  public Response list(@PathParam("owner") String name) {
    var owner = Owner.organization(name);
    var all = integrations.all(owner);
    return all.ok(
        new IntegrationListing(
            all.value().stream()
                .map(entry ->
                    IntegrationJson.of(
                        entry, deliveries.state(owner, entry.integration().id()), null))
                .toList()));
  }

  @POST
  @Path(PATH)
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addIntegration",
      summary = "Add an integration; a webhook's signing secret is shown this once.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IntegrationJson.Asked.class),
              examples =
                  @ExampleObject(
                      name = "a webhook",
                      value =
                          """
                          {"name": "SIEM", "type": "webhook", "url": "https://siem.example/hooks/sallyport",
                           "headers": {"Authorization": "Bearer …"},
                           "events": ["policy-updated", "policy-deleted", "blocked-call"]}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = IntegrationJson.class)))
  @APIResponse(
      responseCode = "200",
      description = "Added before, by the same request",
      content = @Content(schema = @Schema(implementation = IntegrationJson.class)))
  public Response add(
      @PathParam("owner") String owner,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var added =
        integrations.add(
            request,
            Owner.organization(owner),
            Bodies.own(body, IntegrationJson.Asked.class),
            body);
    return answer(added, added.signingSecret() == null && added.answered().replayed() ? 200 : 201);
  }

  private Response answer(Integrations.Changed changed, int status) {
    return changed
        .answered()
        .mark(
            Response.status(status)
                .entity(IntegrationJson.of(changed.entry(), null, changed.signingSecret())))
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path(ONE)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getIntegration", summary = "Get an integration and how it does.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = IntegrationJson.class)))
  public Response get(@PathParam("owner") String name, @PathParam("id") String id) {
    var owner = Owner.organization(name);
    var integration = new IntegrationId(id);
    var entry = integrations.one(owner, integration);
    return entry.ok(IntegrationJson.of(entry.value(), deliveries.state(owner, integration), null));
  }

  @PUT
  @Path(ONE)
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeIntegration",
      summary = "Replace an integration; secrets that are left out stay.",
      description =
          "Activates one that was paused or whose destination was gone, unless paused is true. To change a"
              + " webhook's signing secret, send the new one as signingSecret and the old one as"
              + " previousSigningSecret, and later an empty previousSigningSecret.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IntegrationJson.Asked.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, or so already",
      content = @Content(schema = @Schema(implementation = IntegrationJson.class)))
  public Response change(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    return answer(
        integrations.change(
            request,
            Owner.organization(owner),
            new IntegrationId(id),
            Bodies.own(body, IntegrationJson.Asked.class),
            body),
        200);
  }

  @DELETE
  @Path(ONE)
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Operation(
      operationId = "removeIntegration",
      summary = "Remove an integration; what waits to be delivered to it never is.")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response remove(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return integrations
        .remove(request, Owner.organization(owner), new IntegrationId(id))
        .mark(Response.noContent())
        .build();
  }

  @POST
  @Path(ONE + "/test")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Operation(
      operationId = "testIntegration",
      summary = "Send a notice to an integration; its delivery tells whether it arrived.")
  @APIResponse(responseCode = "202", description = "On its way")
  public Response test(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return changes
        .submit(
            request, Owner.organization(owner), new TestIntegration(new IntegrationId(id)), null)
        .mark(Response.accepted())
        .build();
  }

  @POST
  @Path(ONE + "/replay")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replayDeliveries",
      summary =
          "Make deliveries once more, under the same ids; those of the last 30 days are kept.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReplayJson.class),
              examples =
                  @ExampleObject(name = "since", value = "{\"since\": \"2026-11-28T07:00:00Z\"}")))
  @APIResponse(responseCode = "202", description = "On their way")
  public Response replay(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var replay = Bodies.own(body, ReplayJson.class).replay();
    return changes
        .submit(
            request,
            Owner.organization(owner),
            new ReplayDeliveries(new IntegrationId(id), replay),
            body)
        .mark(Response.accepted())
        .build();
  }

  @GET
  @Path(ONE + "/deliveries")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listDeliveries",
      summary = "List the 25 deliveries to an integration that were attempted last.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DeliveryJson.Listing.class)))
  public Response deliveries(@PathParam("owner") String name, @PathParam("id") String id) {
    var owner = Owner.organization(name);
    var integration = new IntegrationId(id);
    return integrations
        .one(owner, integration)
        .ok(
            new DeliveryJson.Listing(
                deliveries.last(owner, integration).stream().map(DeliveryJson::of).toList()));
  }
}

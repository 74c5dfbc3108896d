package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.service.http.WireContract;
import dev.sallyport.service.security.Needs;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Suppression rules, as the Terraform provider and the MCP server keep them. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Detections")
public class DetectionRulesResource {
  private static final String PATH = "/{customer}/detection-rules";

  private final DetectionRules rules;

  @Inject
  DetectionRulesResource(DetectionRules rules) {
    this.rules = rules;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listDetectionRules",
      summary = "List the suppression rules that stand, oldest first, as a bare array.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              schema = @Schema(type = SchemaType.ARRAY, implementation = DetectionRuleJson.class)))
  public Response list(@PathParam("customer") String customer) {
    var standing = rules.standing();
    return standing.ok(
        standing.value().stream().map(entry -> DetectionRuleJson.of(customer, entry)).toList());
  }

  @POST
  @Path(PATH)
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @WireContract
  @Operation(
      operationId = "addDetectionRule",
      summary = "Add a suppression rule; takes a tenant-wide admin or security key.",
      description =
          "It holds for detections of the past too. All conditions must hold; one that is left out,"
              + " empty or * holds for any. An unknown condition is refused. At most 1,000 rules"
              + " stand.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DetectionRuleJson.Asked.class),
              examples =
                  @ExampleObject(
                      name = "a new endpoint of one repository",
                      value =
                          """
                          {"id": "New-Outbound-Network-Call", "name": "mirror",
                           "description": "our mirror of packages",
                           "conditions": {"owner": "acme", "repo": "app", "workflow": "*",
                             "job": "*", "endpoint": "mirror.example:443"},
                           "severity_action": {"type": "ignore"}}\
                          """)))
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = DetectionRuleJson.class)))
  @APIResponse(
      responseCode = "200",
      description = "Added before, by the same request",
      content = @Content(schema = @Schema(implementation = DetectionRuleJson.class)))
  public Response add(
      @PathParam("customer") String customer,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var added = rules.add(request, Bodies.wire(body, DetectionRuleJson.Asked.class), body);
    return answer(customer, added, added.answered().done().changed() ? 201 : 200);
  }

  @GET
  @Path(PATH + "/{rule_id}")
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "getDetectionRule", summary = "Get a suppression rule that stands.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DetectionRuleJson.class)))
  public Response get(@PathParam("customer") String customer, @PathParam("rule_id") String ruleId) {
    var standing = rules.standing(new RuleId(ruleId));
    return standing.ok(DetectionRuleJson.of(customer, standing.value()));
  }

  @PUT
  @Path(PATH + "/{rule_id}")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @WireContract
  @Operation(
      operationId = "changeDetectionRule",
      summary = "Replace a suppression rule; takes a tenant-wide admin or security key.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DetectionRuleJson.Asked.class)))
  @APIResponse(
      responseCode = "200",
      description = "Changed, or so already",
      content = @Content(schema = @Schema(implementation = DetectionRuleJson.class)))
  public Response change(
      @PathParam("customer") String customer,
      @PathParam("rule_id") String ruleId,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var asked = Bodies.wire(body, DetectionRuleJson.Asked.class);
    return answer(customer, rules.change(request, new RuleId(ruleId), asked, body), 200);
  }

  @DELETE
  @Path(PATH + "/{rule_id}")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @WireContract
  @Operation(
      operationId = "removeDetectionRule",
      summary = "Remove a suppression rule; takes a tenant-wide admin or security key.",
      description = "What it suppressed stays suppressed.")
  @APIResponse(responseCode = "204", description = "Removed, now or lately")
  public Response remove(
      @PathParam("customer") String customer,
      @PathParam("rule_id") String ruleId,
      @Context ContainerRequestContext request) {
    return rules.remove(request, new RuleId(ruleId)).mark(Response.noContent()).build();
  }

  private static Response answer(String customer, DetectionRules.Changed changed, int status) {
    var json = DetectionRuleJson.of(customer, changed.entry());
    return changed.answered().mark(Response.status(status).entity(json)).build();
  }
}

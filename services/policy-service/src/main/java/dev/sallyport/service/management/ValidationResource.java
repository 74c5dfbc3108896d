package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reads a policy as saving would, and saves nothing. Beside the policies: no name can clash. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Policies")
public class ValidationResource {
  private static final String PATH = "/github/{owner}/actions/policies-validation";

  private final PolicyDrafts drafts;
  private final RunnerPolicyJson renderer = new RunnerPolicyJson();

  @Inject
  ValidationResource(PolicyDrafts drafts) {
    this.drafts = drafts;
  }

  @POST
  @Path(PATH)
  @Needs(Permission.READ)
  @Consumes({PolicyForms.YAML, "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "validatePolicy",
      summary = "Check a policy without saving it: findings, its meaning, what runners would get.")
  @RequestBody(
      content = {
        @Content(mediaType = PolicyForms.YAML, schema = @Schema(implementation = String.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PolicyJson.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "Also where the policy is not valid",
      content = @Content(schema = @Schema(implementation = ValidationJson.class)))
  public ValidationJson validate(
      @PathParam("owner") String ownerName,
      @Parameter(description = "the name it would have") @QueryParam("name") @DefaultValue("policy")
          String name,
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var reading =
        PolicyForms.sendsYaml(headers)
            ? PolicyDocument.read(Bodies.policyText(body))
            : PolicyDocument.of(Bodies.own(body, PolicyJson.class).members());
    return switch (reading) {
      case Reading.Unreadable(var problems) ->
          new ValidationJson(false, FindingJson.of(problems), null, null);
      case Reading.Readable(var document, var warnings) ->
          new ValidationJson(
              true,
              FindingJson.of(drafts.withBlockList(document, warnings)),
              PolicyJson.of(ownerName, name, document.rules().toMembers(), null),
              served(owner, policy, document, Caller.of(request)));
    };
  }

  private String served(Owner owner, PolicyName policy, PolicyDocument document, Caller caller) {
    var entry =
        new PolicyEntry(
            policy,
            1,
            1,
            document.rules(),
            document.text().getBytes(StandardCharsets.UTF_8).length,
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            caller.actor());
    return new String(renderer.render(owner, entry), StandardCharsets.UTF_8);
  }
}

package dev.sallyport.service.management;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why a job gets the policy it gets. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Explain")
public class ExplainResource {
  private static final String PATH =
      "/github/{owner}/{repo}/actions/policies/workflow-policy/explain";

  private final Explanations explanations;

  @Inject
  ExplainResource(Explanations explanations) {
    this.explanations = explanations;
  }

  @GET
  @Path(PATH)
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "explainWorkflowPolicy",
      summary = "Tell which policy applies to a job, or applied at a moment, and why.",
      description =
          "With at the answer is folded from the events up to that moment, and from nothing else.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExplanationJson.class)))
  public Response explain(
      @PathParam("owner") String ownerName,
      @PathParam("repo") String repository,
      @QueryParam("workflow") @Nullable String workflow,
      @QueryParam("cluster") @Nullable String cluster,
      @Parameter(description = "RFC 3339, such as 2026-11-21T10:00:00Z") @QueryParam("at")
          @Nullable String at) {
    var job = Explanations.job(Owner.organization(ownerName), repository, workflow, cluster);
    var found = explanations.explain(job, Moments.of("at", at));
    return found.ok(found.value());
  }
}

package dev.sallyport.service.management;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.WorkflowFile;
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
import java.time.Instant;
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

  private final Reads reads;

  @Inject
  ExplainResource(Reads reads) {
    this.reads = reads;
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
    var owner = Owner.organization(ownerName);
    var job =
        new Job(
            owner,
            RepositoryName.of(repository),
            workflow == null || workflow.isEmpty() ? null : new WorkflowFile(workflow),
            cluster == null || cluster.isEmpty() ? null : new ClusterName(cluster));
    var moment = Moments.of("at", at);
    var found = moment == null ? now(owner, job) : then(owner, job, moment);
    return found.ok(found.value());
  }

  private Dated<ExplanationJson> now(Owner owner, Job job) {
    return reads.owner(owner, book -> Explaining.explain(book, job, null));
  }

  private Dated<ExplanationJson> then(Owner owner, Job job, Instant moment) {
    return reads.history(
        owner, _ -> {}, log -> Explaining.explain(log.bookAt(owner, moment), job, moment));
  }
}

package dev.sallyport.service.insight;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.AttachmentShape;
import dev.sallyport.service.management.Bodies;
import dev.sallyport.service.management.PolicyDrafts;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.management.Streamed;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
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

/** What a draft of a policy would have blocked, asked before it is saved or attached. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "What if")
public class WhatIfResource {
  private final WhatIfAnswers answers;
  private final PolicyDrafts drafts;
  private final Reads reads;
  private final Asking asking;
  private final Streamed streamed;

  @Inject
  WhatIfResource(
      WhatIfAnswers answers, PolicyDrafts drafts, Reads reads, Asking asking, Streamed streamed) {
    this.answers = answers;
    this.drafts = drafts;
    this.reads = reads;
    this.asking = asking;
    this.streamed = streamed;
  }

  /** Posted, since a policy's text is too long for an address; changes nothing. */
  @POST
  @Path("/github/{owner}/actions/what-if")
  @Needs(Permission.READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "whatIf",
      summary = "Tell which calls of the last days a draft would have blocked or let through.",
      description =
          "Of verified jobs that the draft would apply to, if it stood at these scopes in place of"
              + " what stands there. Send policy, yaml or both; with yaml alone, scopes as well."
              + " What the global block list blocked stays blocked. At most 1,000 rows of each.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = WhatIfJson.Asked.class),
              examples =
                  @ExampleObject(
                      name = "a policy for the whole organization",
                      value =
                          """
                          {"yaml": "egress-policy: block\\nallowed-endpoints: github.com:443\\n",
                           "scopes": {"org": {"name": "acme", "apply_to_org": true}}, "days": 7}\
                          """)))
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WhatIfJson.class)))
  public Response whatIf(
      @PathParam("owner") String ownerName,
      @Context HttpServerRequest request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var asked = Bodies.own(body, WhatIfJson.Asked.class);
    var days = asked.days() == null ? WhatIfAnswers.DEFAULT_DAYS : asked.days();
    var owner = asking.about(ownerName);
    var draft = draft(owner, asked);
    var connection = request.response();
    var answer =
        answers.answer(
            owner, draft.policy(), draft.rules(), draft.scopes(), days, connection::closed);
    return Asking.ok(streamed.json(WhatIfJson.of(days, answer)));
  }

  private record Draft(@Nullable PolicyName policy, PolicyRules rules, List<Scope> scopes) {}

  private Draft draft(Owner owner, WhatIfJson.Asked asked) {
    var yaml = asked.yaml();
    var written = yaml == null ? null : drafts.yaml(yaml).document().rules();
    var scopes = asked.scopes() == null ? null : AttachmentShape.someScopes(asked.scopes(), owner);
    if (asked.policy() == null) {
      if (written == null || scopes == null) {
        throw malformed("Send the name of a policy, or yaml and the scopes where it would stand.");
      }
      return new Draft(null, written, scopes);
    }
    var name = PolicyName.of(asked.policy());
    var now = reads.owner(owner, book -> PolicyNow.of(book, name)).value();
    var standing = scopes == null ? now.scopes() : scopes;
    if (standing.isEmpty()) {
      throw malformed("“%s” stands nowhere: send the scopes where it would stand.".formatted(name));
    }
    return new Draft(name, written == null ? now.rules() : written, standing);
  }

  private static Rejection malformed(String detail) {
    return new Rejection(new Malformed(detail));
  }
}

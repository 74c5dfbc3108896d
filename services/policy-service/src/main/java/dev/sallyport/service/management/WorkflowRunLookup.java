package dev.sallyport.service.management;

import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.topology.view.PolicyView;
import dev.sallyport.topology.view.PolicyView.Found;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * A policy by name as the Harden-Runner action reads it (policy-utils.ts). Asks nothing but memory:
 * on a failure the job would go on with no endpoint allowed at all.
 */
@Singleton
class WorkflowRunLookup {
  private static final int RETRY_SECONDS = 2;

  private final PolicyView view;

  @Inject
  WorkflowRunLookup(PolicyView view) {
    this.view = view;
  }

  Response answer(Owner owner, PolicyName policy, @Nullable String ifNoneMatch) {
    return switch (view.served(owner, policy)) {
      case Found.Served(var served, _) ->
          (Precondition.isKnown(ifNoneMatch, served.etag())
                  ? Response.notModified()
                  : Response.ok(served.body(), MediaType.APPLICATION_JSON_TYPE))
              .header(HttpHeaders.ETAG, served.etag())
              .build();
      case Found.Nothing _ -> throw new Rejection(new UnknownPolicy(policy));
      case Found.Unknown(var reason) -> throw new Rejection(new Unavailable(reason, RETRY_SECONDS));
    };
  }
}

package dev.sallyport.service.runner;

import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.Problems;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.topology.view.PolicyView;
import dev.sallyport.topology.view.PolicyView.Found.Nothing;
import dev.sallyport.topology.view.PolicyView.Found.Served;
import dev.sallyport.topology.view.PolicyView.Found.Unknown;
import dev.sallyport.topology.view.ServedPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Policies in the shape that runners get, with entity tags. */
@Singleton
public class ServedPolicies {
  /** The action asks three times, a second apart. */
  static final int RETRY_SECONDS = 1;

  // Kept by nobody but the client itself, and asked for anew each time.
  static final String CACHING = "private, no-cache";

  private final PolicyView view;

  @Inject
  ServedPolicies(PolicyView view) {
    this.view = view;
  }

  /** A policy by its name: what the action's {@code policy} input asks for. Never waits. */
  public Response byName(Owner owner, PolicyName policy, @Nullable String ifNoneMatch) {
    return switch (view.served(owner, policy)) {
      case Served(var served, _) -> answer(served, ifNoneMatch);
      case Nothing _ -> ProblemResponses.of(Problems.of(new Refusal.UnknownPolicy(policy)));
      case Unknown unknown -> unavailable(unknown);
    };
  }

  /** Never 404: the action would take it for "no policy" and stop enforcing. */
  static Response unavailable(Unknown unknown) {
    return ProblemResponses.of(new Unavailable(unknown.reason(), RETRY_SECONDS));
  }

  /** The client holds it already. */
  static Response notModified(ServedPolicy served) {
    return marked(Response.notModified(), served);
  }

  private static Response answer(ServedPolicy served, @Nullable String ifNoneMatch) {
    return EntityTags.matches(ifNoneMatch, served.etag())
        ? notModified(served)
        : marked(Response.ok(served.body(), MediaType.APPLICATION_JSON_TYPE), served);
  }

  private static Response marked(Response.ResponseBuilder response, ServedPolicy served) {
    return response
        .header(HttpHeaders.ETAG, served.etag())
        .header(HttpHeaders.CACHE_CONTROL, CACHING)
        .build();
  }
}

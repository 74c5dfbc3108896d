package dev.sallyport.service.runner;

import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.Problems;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.topology.view.PolicyView;
import dev.sallyport.topology.view.PolicyView.Found.Nothing;
import dev.sallyport.topology.view.PolicyView.Found.Served;
import dev.sallyport.topology.view.PolicyView.Found.Unknown;
import dev.sallyport.topology.view.ServedPolicy;
import io.vertx.core.net.SocketAddress;
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
  private final LookupRecords records;

  @Inject
  ServedPolicies(PolicyView view, LookupRecords records) {
    this.view = view;
    this.records = records;
  }

  /**
   * A policy by its name: what the action's {@code policy} input asks for. Never waits.
   *
   * @param run that asks
   * @param source where it asks from
   */
  public Response byName(
      WorkflowRun run, SocketAddress source, PolicyName policy, @Nullable String ifNoneMatch) {
    return switch (view.served(run.owner(), policy)) {
      case Served found -> {
        records.ofToken(run, source, found);
        yield answer(found.policy(), ifNoneMatch);
      }
      case Nothing _ -> {
        records.ofToken(run, source, null);
        yield ProblemResponses.of(Problems.of(new Refusal.UnknownPolicy(policy)));
      }
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

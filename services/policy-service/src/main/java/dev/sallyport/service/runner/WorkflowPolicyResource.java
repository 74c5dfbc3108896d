package dev.sallyport.service.runner;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.service.metrics.LookupMetrics;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.RequestProblem.NoPolicyAttached;
import dev.sallyport.service.runner.RunnerAccess.Checked.Refused;
import dev.sallyport.service.runner.RunnerAccess.Checked.Runner;
import dev.sallyport.service.security.Open;
import dev.sallyport.topology.view.PolicyView;
import dev.sallyport.topology.view.PolicyView.Found.Nothing;
import dev.sallyport.topology.view.PolicyView.Found.Served;
import dev.sallyport.topology.view.PolicyView.Found.Unknown;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The lookup at the start of every job. It runs on the event loop and touches memory only.
 *
 * <p>Source: the Harden-Runner action with {@code use-policy-store} ({@code src/policy-utils.ts}):
 * three requests of 3 s; 404 is final and means audit mode; whatever else is not 200 ends in audit
 * mode as well, so that every wrong answer switches blocking off.
 */
@Path("/v1")
@Singleton
@Tag(name = "Runners")
public class WorkflowPolicyResource {
  private final PolicyView view;
  private final RunnerAccess access;
  private final RecentLookups recent;
  private final LookupRecords records;
  private final LookupMetrics metrics;

  @Inject
  WorkflowPolicyResource(
      PolicyView view,
      RunnerAccess access,
      RecentLookups recent,
      LookupRecords records,
      LookupMetrics metrics) {
    this.view = view;
    this.access = access;
    this.recent = recent;
    this.records = records;
    this.metrics = metrics;
  }

  /**
   * Returns the bytes that were rendered when the policy was applied: an answer in an object of its
   * own costs as much as the lookup. Whatever is not 200 leaves by the side door.
   *
   * @param cluster where the job runs; a key that is bound to a cluster wins over it
   */
  @GET
  @Path("/github/{owner}/{repo}/actions/policies/workflow-policy")
  @NonBlocking
  @Open("takes a runner key, checked here without the cost of a filter")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The policy that applies to a job, as the Harden-Runner action reads it.")
  public byte[] lookUp(
      @RestPath String owner,
      @RestPath String repo,
      @RestQuery @Nullable String workflow,
      @RestQuery("run_id") @Nullable String runId,
      @RestQuery @Nullable String correlationId,
      @RestQuery @Nullable String cluster,
      @RestHeader("Authorization") @Nullable String authorization,
      @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
      @Context HttpServerRequest request,
      @Context HttpServerResponse response) {
    var started = System.nanoTime();
    var organization = Owner.organization(owner);
    return switch (access.check(authorization, organization)) {
      case Refused(var problem) -> {
        metrics.refused();
        throw new OtherAnswer(ProblemResponses.of(problem));
      }
      case Runner(var holder) -> {
        var repository = RepositoryName.of(repo);
        var job =
            new Job(organization, repository, workflow(workflow), cluster(cluster, holder.key()));
        yield switch (view.lookUp(job)) {
          case Served found -> {
            var served = found.policy();
            records.ofKey(job, runId, correlationId, holder, request.remoteAddress(), found);
            if (correlationId != null) {
              recent.remember(job, correlationId, runId, request.remoteAddress(), true);
            }
            metrics.served(System.nanoTime() - started);
            if (EntityTags.matches(ifNoneMatch, served.etag())) {
              throw new OtherAnswer(ServedPolicies.notModified(served));
            }
            response.headers().set(HttpHeaders.ETAG, served.etag());
            response.headers().set(HttpHeaders.CACHE_CONTROL, ServedPolicies.CACHING);
            yield served.body();
          }
          case Nothing _ -> {
            records.ofKey(job, runId, correlationId, holder, request.remoteAddress(), null);
            if (correlationId != null) {
              recent.remember(job, correlationId, runId, request.remoteAddress(), false);
            }
            metrics.nothing(System.nanoTime() - started);
            throw new OtherAnswer(ProblemResponses.of(new NoPolicyAttached()));
          }
          case Unknown unknown -> {
            metrics.unknown();
            throw new OtherAnswer(ServedPolicies.unavailable(unknown));
          }
        };
      }
    };
  }

  /** Asked by the runner hooks before they fetch the policy; with or without a runner key. */
  @GET
  @Path("/github/{owner}/{repo}/actions/policies/workflow-check")
  @NonBlocking
  @Open(
      "the runner hooks ask it without a credential; it tells whether there is a policy, not what")
  @Operation(summary = "Whether a policy applies to a job.")
  public Response check(
      @RestPath String owner,
      @RestPath String repo,
      @RestQuery @Nullable String workflow,
      @RestQuery @Nullable String cluster,
      @RestHeader("Authorization") @Nullable String authorization) {
    var organization = Owner.organization(owner);
    ApiKey key = null;
    if (authorization != null) {
      switch (access.check(authorization, organization)) {
        case Refused(var problem) -> {
          return ProblemResponses.of(problem);
        }
        case Runner(var holder) -> key = holder.key();
      }
    }
    var job =
        new Job(organization, RepositoryName.of(repo), workflow(workflow), cluster(cluster, key));
    return switch (view.lookUp(job)) {
      case Served _ -> Response.ok(new WorkflowCheck(true, false)).build();
      case Nothing _ -> Response.ok(new WorkflowCheck(false, false)).build();
      case Unknown unknown -> ServedPolicies.unavailable(unknown);
    };
  }

  /** Whether the policy of a job was fetched from this instance within the last minutes. */
  @GET
  @Path("/github/{owner}/{repo}/actions/policies/workflow-policy/status")
  @NonBlocking
  @Open(
      "the runner hooks ask it without a credential; the correlation id is a random one of theirs")
  @Operation(summary = "Whether the policy of a job was fetched.")
  public WorkflowPolicyStatus status(
      @RestPath String owner,
      @RestPath String repo,
      @RestQuery("correlation_id") @Nullable String correlationId) {
    var applied =
        correlationId != null
            && recent.wasServed(Owner.organization(owner), RepositoryName.of(repo), correlationId);
    return new WorkflowPolicyStatus(applied ? "APPLIED" : "NOT_APPLIED");
  }

  /**
   * No policy can stand at what is no file name, such as that of GitHub's dynamic workflows; what
   * stands at the repository or above applies all the same.
   */
  private static @Nullable WorkflowFile workflow(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    try {
      return new WorkflowFile(name);
    } catch (InvalidName e) {
      return null;
    }
  }

  private @Nullable ClusterName cluster(@Nullable String asked, @Nullable ApiKey key) {
    var bound = key == null ? null : key.cluster();
    if (bound != null) {
      if (asked != null && !asked.equals(bound.name())) {
        metrics.clusterMismatch();
      }
      return bound;
    }
    if (asked == null || asked.isEmpty()) {
      return null;
    }
    try {
      return new ClusterName(asked);
    } catch (InvalidName e) {
      return null;
    }
  }
}

package dev.sallyport.service.runner;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.RequestProblem.NotOffered;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.security.Open;
import dev.sallyport.topology.view.PolicyView;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the open-source agent and the action ask besides the policy, all without a credential
 * (step-security/agent {@code global_blocklist.go}, {@code global_feature_flags.go}; action {@code
 * src/tls-inspect.ts}).
 */
@Path("/v1")
@Singleton
@Tag(name = "Runners")
public class AgentResource {
  private static final String OPEN_AGENT = "agent-oss";
  private static final int MAX_AGENT_TYPE = 64;

  private final PolicyView view;
  private final BlockListJson blockList;

  @Inject
  AgentResource(PolicyView view, BlockListJson blockList) {
    this.view = view;
    this.blockList = blockList;
  }

  /** Exactly 200, or the agent goes without a list; so 503 until the list is known. */
  @GET
  @Path("/global-blocklist")
  @NonBlocking
  @Open("agents ask it without a credential; what is blocked is no secret")
  @Operation(summary = "Hosts that no job may reach, as the open-source agent reads them.")
  public Response globalBlockList(@RestHeader("If-None-Match") @Nullable String ifNoneMatch) {
    if (!view.health().caughtUp()) {
      return ProblemResponses.of(
          new Unavailable(
              "This instance is still reading its state.", ServedPolicies.RETRY_SECONDS));
    }
    var rendered = blockList.of(view.blockList());
    var response =
        EntityTags.matches(ifNoneMatch, rendered.etag())
            ? Response.notModified()
            : Response.ok(rendered.body(), MediaType.APPLICATION_JSON_TYPE);
    return response.header(HttpHeaders.ETAG, rendered.etag()).build();
  }

  /** All off: the features are the closed agent's. */
  @GET
  @Path("/global-feature-flags")
  @NonBlocking
  @Open("agents ask it without a credential")
  @Operation(summary = "Feature flags, as the open-source agent reads them.")
  public FeatureFlags featureFlags(@RestQuery("agent_type") @Nullable String agentType) {
    var named =
        agentType == null || agentType.isBlank() || agentType.length() > MAX_AGENT_TYPE
            ? OPEN_AGENT
            : agentType;
    return new FeatureFlags(named, false, false);
  }

  /** Anything but 403, which would make the agent stop enforcing. */
  @GET
  @Path("/github/{owner}/{repo}/actions/subscription")
  @NonBlocking
  @Open("agents ask it without a credential")
  @Operation(summary = "Whether a private repository may be protected: always.")
  public Subscription subscription() {
    return new Subscription("active");
  }

  /** Anything but 200, which would make the action install the closed agent. */
  @GET
  @Path("/github/{owner}/actions/tls-inspection-status")
  @NonBlocking
  @Open("the action asks it without a credential")
  @Operation(summary = "Which agent to install: not the one that inspects TLS.")
  public Response tlsInspectionStatus() {
    return ProblemResponses.of(
        new NotOffered("TLS inspection needs an agent that Sallyport does not have."));
  }

  record FeatureFlags(
      @JsonProperty("agent_type") String agentType,
      @JsonProperty("enable_armour") boolean enableArmour,
      @JsonProperty("enable_custom_detection_rules") boolean enableCustomDetectionRules) {}

  record Subscription(String status) {}
}

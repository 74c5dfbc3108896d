package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.security.Open;
import dev.sallyport.service.telemetry.JobKeys.Reporter;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of the open-source agent.
 *
 * <p>Source: step-security/agent {@code apiclient.go}: exactly 200 within 3 s, or the record is
 * lost: what it sends a second time has no body any more.
 */
@Path("/v1")
@Singleton
@Tag(name = "Telemetry")
public class AgentReportsResource {
  private static final String JOB = "/github/{owner}/{repo}/actions/jobs/{cid}";
  private static final String CHECKED = "takes a job's one-time key, checked here";

  private final JobKeys keys;
  private final Acknowledged acknowledged;
  private final InstantSource clock = InstantSource.system();

  @Inject
  AgentReportsResource(JobKeys keys, Acknowledged acknowledged) {
    this.keys = keys;
    this.acknowledged = acknowledged;
  }

  @POST
  @Path(JOB + "/dns")
  @NonBlocking
  @Open(CHECKED)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "reportName",
      summary = "Record that a job resolved a name; answered once Kafka has it.",
      description =
          "Takes the job's one-time key, and 64 KiB at most. A timestamp more than two minutes ahead"
              + " or seven days back is replaced by the time of receipt.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "name",
                      value =
                          """
                          {"domainName": "npm-registry.example.", "ipAddress": "104.16.1.34",
                           "timestamp": "2026-01-02T03:04:05.123456789Z"}\
                          """)))
  @APIResponse(responseCode = "200", description = "Recorded")
  public CompletionStage<Response> name(
      @RestPath String owner,
      @RestPath String repo,
      @RestPath String cid,
      @RestHeader("x-one-time-key") @Nullable String key,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var now = now();
    var event = AgentReports.name(body, by(key, owner, repo, cid, now), now);
    return acknowledged.answer(event, AgentReportsResource::recorded);
  }

  @POST
  @Path(JOB + "/networkconnection")
  @NonBlocking
  @Open(CHECKED)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "reportConnection",
      summary = "Record that a job opened a connection, or tried to; answered once Kafka has it.",
      description =
          "Takes the job's one-time key, and 64 KiB at most. Of a chain of processes the innermost"
              + " 64 are kept. A port may be written 443(https).")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "connection",
                      value =
                          """
                          {"ipAddress": "104.16.1.34", "port": "443", "domainName": "npm-registry.example.",
                           "timestamp": "2026-01-02T03:04:05.123456789Z",
                           "tool": {"name": "curl", "sha256": "", "parent": {"name": "bash", "sha256": ""}}}\
                          """)))
  @APIResponse(responseCode = "200", description = "Recorded")
  public CompletionStage<Response> connection(
      @RestPath String owner,
      @RestPath String repo,
      @RestPath String cid,
      @RestHeader("x-one-time-key") @Nullable String key,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var now = now();
    var event = AgentReports.connection(body, by(key, owner, repo, cid, now), now);
    return acknowledged.answer(event, AgentReportsResource::recorded);
  }

  private Reporter by(@Nullable String key, String owner, String repo, String cid, Instant now) {
    return keys.check(key, RepositoryFullName.of(owner, repo), new CorrelationId(cid), now);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Response recorded() {
    return Response.ok().build();
  }
}

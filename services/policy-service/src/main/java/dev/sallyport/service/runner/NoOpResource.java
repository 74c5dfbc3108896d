package dev.sallyport.service.runner;

import dev.sallyport.service.security.Open;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What this HTTP stack can do at most: the limits that lookups and telemetry are measured against.
 * Only there when the setting {@code SALLYPORT_BENCH_NO_OP} is true.
 */
@Path("/v1")
@Singleton
// The annotation names the value that switches it off.
@EndpointDisabled(name = "sallyport.bench.no-op", stringValue = "false", disableIfMissing = true)
public class NoOpResource {
  private static final int MAX_BYTES = 1 << 20;

  private final ConcurrentHashMap<Integer, byte[]> bodies = new ConcurrentHashMap<>();
  private final NoOpRecords records;

  @Inject
  NoOpResource(NoOpRecords records) {
    this.records = records;
  }

  @GET
  @Path("/bench/no-op")
  @NonBlocking
  @Open("is there for benchmarks only, and tells nothing")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public byte[] answer(@RestQuery int bytes) {
    return bodies.computeIfAbsent(Math.clamp(bytes, 2, MAX_BYTES), NoOpResource::body);
  }

  /**
   * Takes a body for what it is, and writes so many bytes to the broker.
   *
   * @param bytes of the record: what is compared with this writes fewer than it reads
   */
  @POST
  @Path("/bench/no-op")
  @NonBlocking
  @Open("is there for benchmarks only, and keeps nothing that anybody reads")
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public CompletionStage<Response> write(@RestQuery int bytes, byte[] body) {
    return records
        .write(Arrays.copyOf(body, Math.clamp(bytes, 0, MAX_BYTES)))
        .thenApply(_ -> Response.ok().build());
  }

  private static byte[] body(int bytes) {
    var body = new byte[bytes];
    Arrays.fill(body, (byte) 'x');
    body[0] = '"';
    body[bytes - 1] = '"';
    return body;
  }
}

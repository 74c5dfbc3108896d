package dev.sallyport.service.runner;

import dev.sallyport.service.security.Open;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What this HTTP stack can do at most: the limit that lookups are measured against. Only there when
 * the setting {@code SALLYPORT_BENCH_NO_OP} is true.
 */
@Path("/v1")
@Singleton
// The annotation names the value that switches it off.
@EndpointDisabled(name = "sallyport.bench.no-op", stringValue = "false", disableIfMissing = true)
public class NoOpResource {
  private static final int MAX_BYTES = 1 << 20;

  private final ConcurrentHashMap<Integer, byte[]> bodies = new ConcurrentHashMap<>();

  @GET
  @Path("/bench/no-op")
  @NonBlocking
  @Open("is there for benchmarks only, and tells nothing")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public byte[] answer(@RestQuery int bytes) {
    return bodies.computeIfAbsent(Math.clamp(bytes, 2, MAX_BYTES), NoOpResource::body);
  }

  private static byte[] body(int bytes) {
    var body = new byte[bytes];
    Arrays.fill(body, (byte) 'x');
    body[0] = '"';
    body[bytes - 1] = '"';
    return body;
  }
}

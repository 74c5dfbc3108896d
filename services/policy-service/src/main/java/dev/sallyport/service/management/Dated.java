package dev.sallyport.service.management;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;

/** What was read, and how old it is. */
public record Dated<T>(T value, Age age) {

  public sealed interface Age {}

  /** Everything acknowledged by then is in it. */
  public record Now() implements Age {}

  /** Kafka could not be asked; it is what was known that long ago. */
  public record Since(Duration age) implements Age {}

  /** The history has not taken in all events yet. */
  public record Behind(long reached, long known) implements Age {}

  /** Says in the answer how old it is, where that is not at all. */
  public ResponseBuilder mark(ResponseBuilder response) {
    // Policies and histories are nobody else's: no cache between may keep them.
    response.header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    return switch (age) {
      case Now _ -> response;
      case Since(var since) ->
          response
              .header("Age", since.toSeconds())
              .header("Warning", "110 sallyport \"Response is Stale\"");
      case Behind(var reached, var known) ->
          response.header(
              "Warning",
              "199 sallyport \"The history is at event %d of %d\"".formatted(reached, known));
    };
  }

  public Response ok(Object entity) {
    return mark(Response.ok(entity)).build();
  }
}

package dev.sallyport.service.management;

import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.change.Changes;
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a request into a submission and waits for what becomes of it. */
@Singleton
public class ChangeRequests {
  private final Changes changes;
  private final Reads reads;

  @Inject
  ChangeRequests(Changes changes, Reads reads) {
    this.changes = changes;
    this.reads = reads;
  }

  /**
   * @param replayed whether this is certainly the outcome of an earlier request under the same
   *     idempotency key
   */
  public record Answered(CommandId id, Done done, boolean replayed) {
    public ResponseBuilder mark(ResponseBuilder response) {
      response.header("X-Command-Id", id);
      return replayed ? response.header("Idempotency-Replayed", "true") : response;
    }
  }

  /** Throws a rejection unless the command was done. Waits, so never on an event loop. */
  public Answered submit(
      ContainerRequestContext request, Owner owner, PolicyCommand command, byte @Nullable [] body) {
    return submit(request, Caller.of(request), owner, command, body);
  }

  /** The same for a caller that the operation identified by itself. */
  public Answered submit(
      ContainerRequestContext request,
      Caller caller,
      Owner owner,
      PolicyCommand command,
      byte @Nullable [] body) {
    return submit(caller, owner, command, requestId(request, body));
  }

  /** The same for a command that is made of its own id. */
  public Answered submitNamed(
      ContainerRequestContext request,
      Owner owner,
      Function<CommandId, PolicyCommand> command,
      byte @Nullable [] body) {
    var caller = Caller.of(request);
    var id = requestId(request, body);
    return submit(caller, owner, command.apply(id.commandId(owner, caller.actor())), id);
  }

  /** The same under an id of the caller's making: a repeat gets the first one's outcome. */
  Answered submitOnce(
      ContainerRequestContext request, Owner owner, PolicyCommand command, RequestId id) {
    return submit(Caller.of(request), owner, command, id);
  }

  private Answered submit(Caller caller, Owner owner, PolicyCommand command, RequestId id) {
    var before = reads.head(owner);
    var done = changes.submit(caller, owner, command, id).await().indefinitely();
    // What was written just now is behind what was known before; what is not was written earlier.
    var replayed = done.changed() && done.head() <= before;
    return new Answered(id.commandId(owner, caller.actor()), done, replayed);
  }

  private static RequestId requestId(ContainerRequestContext request, byte @Nullable [] body) {
    return RequestId.of(
        isForm(request) ? null : request.getHeaderString("Idempotency-Key"),
        request.getMethod(),
        request.getUriInfo().getRequestUri().getRawPath(),
        orEmpty(request.getUriInfo().getRequestUri().getRawQuery()),
        orEmpty(request.getHeaderString(HttpHeaders.IF_MATCH)),
        orEmpty(request.getHeaderString(HttpHeaders.IF_NONE_MATCH)),
        // One character for each byte: any body has a text of its own.
        body == null ? "" : new String(body, StandardCharsets.ISO_8859_1));
  }

  // Under a key of theirs, two forms of a page would pass for one: their fields are no body.
  private static boolean isForm(ContainerRequestContext request) {
    return !request.getUriInfo().getPath().startsWith("/v1/");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}

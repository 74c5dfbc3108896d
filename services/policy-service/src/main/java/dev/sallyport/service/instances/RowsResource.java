package dev.sallyport.service.instances;

import dev.sallyport.service.config.InstanceSettings;
import dev.sallyport.service.config.SessionSettings;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;
import dev.sallyport.service.security.Open;
import dev.sallyport.service.startup.Engine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Answers other instances, of what this one holds. For nobody else, and not part of the API. */
@Path(RowQuestions.ROOT)
@RunOnVirtualThread
public class RowsResource {
  private static final int TRY_AGAIN_AFTER = 1;

  private final Engine engine;
  private final Optional<InstanceSignature> signature;
  private final InstantSource clock = InstantSource.system();

  @Inject
  RowsResource(Engine engine, InstanceSettings instance, SessionSettings sessions) {
    this.engine = engine;
    this.signature = instance.address().flatMap(_ -> sessions.secret()).map(InstanceSignature::of);
  }

  @GET
  @Path("{projection}/{partition}")
  @Open("other instances alone, by a signature that is checked here")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(hidden = true)
  public byte[] answer(
      @PathParam("projection") String projection,
      @PathParam("partition") int partition,
      @HeaderParam(RowQuestions.HEADER) @Nullable String rows,
      @HeaderParam(InstanceSignature.HEADER) @Nullable String signed,
      @Context UriInfo asked) {
    var known =
        signature.orElseThrow(() -> new Rejection(new NoSuchResource())); // this one is alone
    if (!known.isGood(signed, asked.getRequestUri().getRawPath() + " " + rows, clock.instant())) {
      throw new Rejection(
          new WrongCredential(
              "This is for instances of the same installation, which share SALLYPORT_SESSION_SECRET"
                  + " and the time."));
    }
    var question =
        RowQuestions.read(rows)
            .orElseThrow(
                () -> new Rejection(new Malformed("No instance of this version asks so.")));
    try {
      return engine.rows(projection, partition, question);
    } catch (InvalidStateStoreException e) {
      throw new Rejection(
          new Unavailable(
              "Partition %d of %s is not here now.".formatted(partition, projection),
              TRY_AGAIN_AFTER));
    }
  }
}

package dev.sallyport.service.pages.live;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/**
 * A stream of server-sent events for an open page: the sequence of the owner's last change, so that
 * a page which shows an earlier one looks again.
 */
@Path("/github/{owner}/actions/changes")
public class ChangesResource {
  // More often than a connection without traffic is closed.
  private static final Duration BEAT = Duration.ofSeconds(20);
  // A browser comes back by itself, and is asked again then who it is.
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int RETRY_SECONDS = 60;

  private final AppliedChanges changes;
  private final Reads reads;
  private final OpenPages pages;

  @Inject
  ChangesResource(AppliedChanges changes, Reads reads, OpenPages pages) {
    this.changes = changes;
    this.reads = reads;
    this.pages = pages;
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<Long> changes(
      @PathParam("owner") String ownerName, @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var who = Caller.of(request).actor().id();
    var applied = changes.of(owner);
    if (!pages.enter(who)) {
      throw new Rejection(
          new Unavailable("Too many pages wait for changes already.", RETRY_SECONDS));
    }
    // The first beat comes at once: something may have changed since the page was made.
    var beats =
        Multi.createFrom().ticks().every(BEAT).onOverflow().drop().map(_ -> reads.head(owner));
    return Multi.createBy()
        .merging()
        .streams(beats, applied)
        .select()
        .first(LONGEST)
        .onTermination()
        .invoke(() -> pages.leave(who));
  }
}

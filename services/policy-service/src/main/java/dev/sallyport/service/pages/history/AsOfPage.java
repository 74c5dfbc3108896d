package dev.sallyport.service.pages.history;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.management.Versions;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.history.History;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a policy was at a moment of the past, and where it stood. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
public class AsOfPage {
  private final Versions versions;
  private final Reads reads;
  private final Frames frames;

  @Inject
  AsOfPage(Versions versions, Reads reads, Frames frames) {
    this.versions = versions;
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "history")
  static final class Templates {
    private Templates() {}

    /**
     * @param written the moment as it was asked for
     * @param then null where no moment was asked for, or none that can be read
     */
    static native TemplateInstance past(
        Frame frame,
        PolicyHead policy,
        String written,
        @Nullable Then then,
        @Nullable String mistake,
        @Nullable String stale);
  }

  /**
   * @param asOf the owner's last event by then; 0 where there was none
   * @param was null where there was no such policy
   */
  public record Then(Moment moment, long asOf, @Nullable Was was) {}

  /** A policy of the past. */
  public record Was(long version, String mode, String text, ScopesView scopes) {}

  @GET
  @Path("{name}/as-of")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance asOf(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("at") @Nullable String at,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var frame = frames.of(request, owner, Place.POLICY_STORE);
    var head = reads.owner(owner, book -> PolicyHead.of(book, ownerName, policy));
    var written = at == null ? "" : at;
    Instant moment;
    try {
      moment = Moment.read("at", at);
    } catch (Rejection mistyped) {
      return Templates.past(frame, head.value(), written, null, mistyped.problem().detail(), null);
    }
    if (moment == null) {
      return Templates.past(frame, head.value(), written, null, null, null);
    }
    var then = versions.past(owner, policy, log -> then(log, owner, policy, moment));
    return Templates.past(
        frame, head.value(), written, then.value(), null, Staleness.words(then.age()));
  }

  private static Then then(History log, Owner owner, PolicyName policy, Instant moment) {
    var book = log.bookAt(owner, moment);
    var head = book.head();
    var asOf = head == null ? 0 : head.sequence();
    var entry = book.livePolicy(policy);
    if (entry == null || entry.rules() == null) {
      return new Then(new Moment(moment), asOf, null);
    }
    var version = Objects.requireNonNull(log.version(owner, policy, entry.version()));
    return new Then(
        new Moment(moment),
        asOf,
        new Was(
            entry.version(),
            entry.rules().mode().text(),
            version.content().text(),
            ScopesView.of(book.placements(policy).stream().map(PlacementEntry::scope).toList())));
  }
}

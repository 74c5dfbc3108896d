package dev.sallyport.service.pages.history;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.history.HistoryEntries;
import dev.sallyport.domain.history.HistoryEntry;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.Cursor;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.management.Versions;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.pages.history.ChangeView.Most;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.UnknownEvent;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a policy, and each entry of it under an address of its own. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
public class HistoryPages {
  private static final int ENTRIES = 20;

  private final Versions versions;
  private final Reads reads;
  private final Frames frames;

  @Inject
  HistoryPages(Versions versions, Reads reads, Frames frames) {
    this.versions = versions;
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "history")
  static final class Templates {
    private Templates() {}

    /**
     * @param next where the next page begins; null on the last
     * @param first whether nothing newer is left out
     */
    static native TemplateInstance timeline(
        Frame frame,
        PolicyHead policy,
        List<EntryView> entries,
        @Nullable String next,
        boolean first,
        @Nullable String stale);

    static native TemplateInstance entry(
        Frame frame, PolicyHead policy, EntryView entry, @Nullable String stale);
  }

  @GET
  @Path("{name}/history")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance timeline(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @QueryParam("cursor") @Nullable String cursor,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var before = Cursor.number(cursor);
    var found = versions.history(owner, policy, before, ENTRIES);
    var entries =
        HistoryEntries.of(found.value().entries()).stream()
            .map(entry -> EntryView.of(entry, Most.OF_MANY))
            .toList();
    return Templates.timeline(
        frames.of(request, owner, Place.POLICY_STORE),
        head(owner, ownerName, policy),
        entries,
        Cursor.ofNumber(found.value().next()),
        before == null,
        Staleness.words(found.age()));
  }

  @GET
  @Path("{name}/history/{sequence}")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance entry(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @PathParam("sequence") long sequence,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var policy = PolicyName.of(name);
    var found = versions.past(owner, policy, log -> entry(log, owner, policy, sequence));
    return Templates.entry(
        frames.of(request, owner, Place.POLICY_STORE),
        head(owner, ownerName, policy),
        EntryView.of(found.value(), Most.OF_ONE),
        Staleness.words(found.age()));
  }

  private PolicyHead head(Owner owner, String ownerName, PolicyName policy) {
    return reads.here(owner, book -> PolicyHead.of(book, ownerName, policy));
  }

  private static HistoryEntry entry(History log, Owner owner, PolicyName policy, long sequence) {
    var event = log.event(owner, sequence);
    if (event == null
        || !(event.event() instanceof PolicyEvent.AboutPolicy about)
        || !about.policy().equals(policy)) {
      throw new Rejection(new UnknownEvent(sequence));
    }
    // Any of a change's parts leads to the whole of it, which ends with its last part.
    var part = part(event.event());
    var last = sequence + part.of() - part.number();
    return HistoryEntries.of(log.policy(owner, policy, last + 1, 1).entries()).getFirst();
  }

  private static Part part(PolicyEvent event) {
    if (event instanceof PolicyAttached attached) {
      return attached.part();
    }
    return event instanceof PolicyDetached detached ? detached.part() : Part.WHOLE;
  }
}

package dev.sallyport.service.pages.organizations;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.command.PolicyCommand.AddOrganization;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.view.PolicyView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where one arrives: the organizations that one reaches. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OrganizationsPage {
  private static final int SHOWN = 100;

  private final PolicyView view;
  private final Reads reads;
  private final ChangeRequests changes;
  private final Frames frames;

  @Inject
  OrganizationsPage(PolicyView view, Reads reads, ChangeRequests changes, Frames frames) {
    this.view = view;
    this.reads = reads;
    this.changes = changes;
    this.frames = frames;
  }

  /** An organization in the list. */
  public record Row(String name, String path, int policies) {}

  @CheckedTemplate(basePath = "organizations")
  static final class Templates {
    private Templates() {}

    /**
     * @param wanted the name of an organization to add
     * @param refused why it cannot be added
     */
    static native TemplateInstance list(
        Frame frame,
        String search,
        List<Row> rows,
        int more,
        boolean any,
        String wanted,
        @Nullable String refused);
  }

  @GET
  @Needs(value = Permission.READ, anywhere = true)
  @Page
  public TemplateInstance list(
      @QueryParam("search") @Nullable String search, @Context ContainerRequestContext request) {
    return list(request, search, "", null);
  }

  private TemplateInstance list(
      ContainerRequestContext request,
      @Nullable String search,
      String wanted,
      @Nullable String refused) {
    var owners = view.owners().stream().filter(Caller.of(request)::sees).toList();
    var part = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
    var found = owners.stream().filter(owner -> owner.key().contains(part)).toList();
    return Templates.list(
        frames.of(request),
        part,
        found.stream().limit(SHOWN).map(this::row).toList(),
        Math.max(0, found.size() - SHOWN),
        !owners.isEmpty(),
        wanted,
        refused);
  }

  @POST
  @Path("organizations")
  @Needs(Permission.ADD_ORGANIZATION)
  @Page
  public Response add(
      @RestForm @Nullable String organization, @Context ContainerRequestContext request) {
    var wanted = organization == null ? "" : organization.strip();
    Owner owner;
    try {
      owner = Owner.organization(wanted);
    } catch (InvalidName invalid) {
      var page = list(request, null, wanted, invalid.getMessage());
      return Response.status(Status.BAD_REQUEST).entity(page).build();
    }
    var answered = changes.submit(request, owner, new AddOrganization(), null);
    return Flash.done(
            answered.done().changed()
                ? "%s is added.".formatted(owner)
                : "%s was there already.".formatted(owner))
        .to(Links.policies(owner.name()));
  }

  private Row row(Owner owner) {
    return new Row(
        owner.name(),
        Links.policies(owner.name()),
        reads.here(owner, book -> book.counts().total()));
  }
}

package dev.sallyport.service.pages.edit;

import static java.util.stream.Collectors.joining;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.baseline.ScopeQuery;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The pages where a policy is made and changed. */
@Path("/github/{owner}/actions/policies")
@RunOnVirtualThread
public class EditorPage {
  // Sent by our script: it replaces this part of the page instead of all of it.
  private static final String PART_ONLY = "X-Sallyport-Part";

  private final Frames frames;
  private final Reads reads;
  private final Editing editing;
  private final BaselineSources sources;

  @Inject
  EditorPage(Frames frames, Reads reads, Editing editing, BaselineSources sources) {
    this.sources = sources;
    this.frames = frames;
    this.reads = reads;
    this.editing = editing;
  }

  @CheckedTemplate(basePath = "edit")
  static final class Templates {
    private Templates() {}

    /**
     * @param sources null where those that are shown still hold
     */
    static native TemplateInstance editor(
        Frame frame, EditorView view, @Nullable SourcesView sources);

    static native TemplateInstance editor$draft(
        Frame frame, EditorView view, @Nullable SourcesView sources);
  }

  @GET
  @Path("new")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance blank(
      @PathParam("owner") String ownerName,
      @BeanParam ScopeQuery from,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return Templates.editor(
        frames.of(request, owner, Place.POLICY_STORE),
        editing.blank(owner, from),
        SourcesView.UNASKED);
  }

  @POST
  @Path("new")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  public Response create(
      @PathParam("owner") String ownerName,
      @HeaderParam(PART_ONLY) @Nullable String part,
      @BeanParam ScopeQuery from,
      @Context ContainerRequestContext request,
      @BeanParam EditorFields sent) {
    var owner = Owner.organization(ownerName);
    var form = EditorForm.of(sent);
    return answer(request, owner, part, form, editing.create(request, owner, form, from));
  }

  @GET
  @Path("{name}/edit")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance edit(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var view = editing.existing(owner, name);
    return Templates.editor(
        frames.of(request, owner, Place.POLICY_STORE), view, SourcesView.UNASKED);
  }

  @POST
  @Path("{name}/edit")
  @Needs(Permission.CHANGE_POLICIES)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  public Response update(
      @PathParam("owner") String ownerName,
      @PathParam("name") String name,
      @HeaderParam(PART_ONLY) @Nullable String part,
      @Context ContainerRequestContext request,
      @BeanParam EditorFields sent) {
    var owner = Owner.organization(ownerName);
    var form = EditorForm.of(sent);
    return answer(request, owner, part, form, editing.update(request, owner, name, form));
  }

  @GET
  @Path("{name}/endpoints")
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_PLAIN)
  public Response export(@PathParam("owner") String ownerName, @PathParam("name") String name) {
    var found =
        reads.owner(Owner.organization(ownerName), book -> PolicyNow.of(book, PolicyName.of(name)));
    var lines =
        found.value().rules().allowedEndpoints().stream()
            .map(Endpoint::toString)
            .map(line -> line + "\n")
            .collect(joining());
    return Response.ok(lines, "text/plain; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"endpoints.txt\"")
        .build();
  }

  private Response answer(
      ContainerRequestContext request,
      Owner owner,
      @Nullable String part,
      EditorForm form,
      Editing.Next next) {
    return switch (next) {
      case Editing.Saved(var path, var words) -> Flash.done(words).to(path);
      case Editing.Show(var view) -> {
        var frame = frames.of(request, owner, Place.POLICY_STORE);
        var refused = !view.refused().isEmpty() || !view.nameRefused().isEmpty();
        // Not at each pause in typing: they are put together from everything that jobs called.
        var offered =
            part == null || form.step().verb().asksForBaselines()
                ? sources.of(owner, form, view.draft())
                : null;
        var page =
            part == null
                ? Templates.editor(frame, view, offered)
                : Templates.editor$draft(frame, view, offered);
        yield Response.status(refused ? 422 : 200).entity(page).build();
      }
    };
  }
}

package dev.sallyport.service.pages.settings;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.Urls;
import dev.sallyport.service.management.ApiKeys;
import dev.sallyport.service.management.ApiKeys.Issued;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** How the runners of an organization are led to this installation, with a key for them. */
@Path("/github/{owner}/settings/installation")
@RunOnVirtualThread
public class InstallationPage {
  private final ApiKeys keys;
  private final Frames frames;
  private final InstallationSettings installation;

  @Inject
  InstallationPage(ApiKeys keys, Frames frames, InstallationSettings installation) {
    this.keys = keys;
    this.frames = frames;
    this.installation = installation;
  }

  /**
   * What the page shows.
   *
   * @param keys names of the runner keys; empty for who may not see them
   * @param local whether other machines do not reach this address
   */
  record Shown(
      Runners runners,
      List<Runners> tabs,
      List<Instructions.Step> steps,
      List<String> keys,
      KeyForm form,
      @Nullable Issued issued,
      String address,
      boolean local) {}

  @CheckedTemplate(basePath = "settings")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance installation(Frame frame, Shown shown);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response show(
      @PathParam("owner") String owner,
      @QueryParam("runners") @Nullable String runners,
      @Context ContainerRequestContext request) {
    return page(
        200, Owner.organization(owner), Runners.of(runners), KeyForm.empty(), null, request);
  }

  @POST
  @Needs(Permission.MANAGE_KEYS)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public Response issue(
      @PathParam("owner") String ownerName,
      @QueryParam("runners") @Nullable String word,
      @RestForm("form") @Nullable String id,
      @RestForm("name") @Nullable String name,
      @RestForm("cluster") @Nullable String cluster,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var runners = Runners.of(word);
    var form = KeyForm.of(id, name, "runner", cluster);
    try {
      return keys.issue(request, owner, form.asked(), form.requestId())
          .map(issued -> page(201, owner, runners, KeyForm.empty(), issued, request))
          .orElseGet(() -> page(409, owner, runners, KeyForm.repeated(), null, request));
    } catch (Rejection rejection) {
      var problem = rejection.problem();
      if (problem.type() != ProblemType.INVALID_REQUEST) {
        throw rejection;
      }
      return page(400, owner, runners, form.refused(problem.detail()), null, request);
    } catch (InvalidName invalid) {
      var refused = form.refused(String.valueOf(invalid.getMessage()));
      return page(400, owner, runners, refused, null, request);
    }
  }

  private Response page(
      int status,
      Owner owner,
      Runners runners,
      KeyForm form,
      @Nullable Issued issued,
      ContainerRequestContext request) {
    var address = installation.publicUrl().orElseGet(() -> request.getUriInfo().getBaseUri());
    var text = withoutSlash(address);
    var shown =
        new Shown(
            runners,
            List.of(Runners.values()),
            new Instructions(text).of(runners),
            Caller.of(request).may(Permission.MANAGE_KEYS, owner) ? runnerKeys(owner) : List.of(),
            form,
            issued,
            text,
            Urls.isLoopback(String.valueOf(address.getHost())));
    return Response.status(status)
        .entity(Templates.installation(frames.of(request, owner, Place.INSTALLATION), shown))
        .build();
  }

  private List<String> runnerKeys(Owner owner) {
    return keys.all(owner, false).value().stream()
        .filter(key -> key.kind().equals("runner"))
        .map(key -> key.cluster() == null ? key.name() : key.name() + " (" + key.cluster() + ")")
        .toList();
  }

  private static String withoutSlash(URI address) {
    var text = address.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}

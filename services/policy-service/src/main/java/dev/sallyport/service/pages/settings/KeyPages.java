package dev.sallyport.service.pages.settings;

import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.ApiKeys;
import dev.sallyport.service.management.ApiKeys.Issued;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of an organization, or of the installation: the same pages at two addresses. */
@Singleton
class KeyPages {
  private static final List<Choice> OF_OWNER =
      List.of(
          new Choice("runner", "Runner", "Looks up policies for jobs, and nothing else."),
          new Choice("read-only", "Read-only", "Reads everything of this organization."),
          new Choice("admin", "Admin", "Changes everything of this organization."));
  private static final List<Choice> OF_TENANT =
      List.of(
          new Choice("read-only", "Read-only", "Reads everything of every organization."),
          new Choice("admin", "Admin", "Changes everything but the Global Block Policy."),
          new Choice(
              "security", "Security", "Reads everything and replaces the Global Block Policy."));

  private final ApiKeys keys;
  private final Frames frames;

  @Inject
  KeyPages(ApiKeys keys, Frames frames) {
    this.keys = keys;
    this.frames = frames;
  }

  /** A kind of key to choose. */
  record Choice(String kind, String title, String description) {}

  @CheckedTemplate(basePath = "settings")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance apiKeys(
        Frame frame,
        String base,
        List<KeyRow> keys,
        List<Choice> choices,
        KeyForm form,
        @Nullable Issued issued);

    static native TemplateInstance revokeKey(Frame frame, String base, KeyRow key);
  }

  Response list(ContainerRequestContext request, Owner owner) {
    return page(200, request, owner, KeyForm.empty(), null);
  }

  /** Answers with the secret itself: no redirect could carry it, and it is shown this once. */
  Response issue(ContainerRequestContext request, Owner owner, KeyForm form) {
    try {
      return keys.issue(request, owner, form.asked(), form.requestId())
          .map(issued -> page(201, request, owner, KeyForm.empty(), issued))
          .orElseGet(() -> page(409, request, owner, KeyForm.repeated(), null));
    } catch (Rejection rejection) {
      var problem = rejection.problem();
      if (problem.type() == ProblemType.INVALID_REQUEST
          || problem.type() == ProblemType.LIMIT_EXCEEDED) {
        return page(problem.type().status(), request, owner, form.refused(problem.detail()), null);
      }
      throw rejection;
    } catch (InvalidName invalid) {
      return page(400, request, owner, form.refused(String.valueOf(invalid.getMessage())), null);
    }
  }

  TemplateInstance confirm(ContainerRequestContext request, Owner owner, String id) {
    return Templates.revokeKey(frame(request, owner), base(owner), key(owner, id));
  }

  Response revoke(ContainerRequestContext request, Owner owner, String id) {
    var name = key(owner, id).name();
    var _ = keys.revoke(request, owner, id);
    return Flash.done("The key “%s” is revoked.".formatted(name)).to(base(owner));
  }

  private KeyRow key(Owner owner, String id) {
    return rows(owner).stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Rejection(new NoSuchResource()));
  }

  private Response page(
      int status,
      ContainerRequestContext request,
      Owner owner,
      KeyForm form,
      @Nullable Issued issued) {
    return Response.status(status)
        .entity(
            Templates.apiKeys(
                frame(request, owner),
                base(owner),
                rows(owner),
                owner.isTenant() ? OF_TENANT : OF_OWNER,
                form,
                issued))
        .build();
  }

  private List<KeyRow> rows(Owner owner) {
    return keys.all(owner, false).value().stream().map(KeyRow::of).toList();
  }

  private Frame frame(ContainerRequestContext request, Owner owner) {
    return owner.isTenant() ? frames.of(request) : frames.of(request, owner, Place.API_KEYS);
  }

  private static String base(Owner owner) {
    return owner.isTenant()
        ? "/settings/api-keys"
        : "/github/%s/settings/api-keys".formatted(owner.name());
  }
}

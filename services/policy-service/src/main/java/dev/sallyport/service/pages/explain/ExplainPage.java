package dev.sallyport.service.pages.explain;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Dated;
import dev.sallyport.service.management.ExplanationJson;
import dev.sallyport.service.management.Explanations;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.KnownNames;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Which policy applies to a job, and what stands at each scope of it. */
@Path("/github/{owner}/actions/explain")
@RunOnVirtualThread
public class ExplainPage {
  private final Explanations explanations;
  private final Reads reads;
  private final Frames frames;

  @Inject
  ExplainPage(Explanations explanations, Reads reads, Frames frames) {
    this.explanations = explanations;
    this.reads = reads;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "explain")
  static final class Templates {
    private Templates() {}

    /**
     * @param explained null where nothing was asked yet, or nothing that can be
     * @param mistake why it cannot be
     */
    static native TemplateInstance explain(
        Frame frame,
        Question asked,
        KnownNames known,
        @Nullable ExplainedView explained,
        @Nullable String mistake,
        @Nullable String stale);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance explain(
      @PathParam("owner") String ownerName,
      @BeanParam Question asked,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var frame = frames.of(request, owner, Place.EXPLAIN);
    var known = reads.owner(owner, KnownNames::of).value();
    if (asked.empty()) {
      return Templates.explain(frame, asked, known, null, null, null);
    }
    try {
      var found = answer(owner, asked);
      return Templates.explain(
          frame,
          asked,
          known,
          ExplainedView.of(ownerName, found.value()),
          null,
          Staleness.words(found.age()));
    } catch (InvalidName invalid) {
      return Templates.explain(frame, asked, known, null, invalid.getMessage(), null);
    } catch (Rejection mistyped) {
      if (mistyped.problem().type().status() != 400) {
        throw mistyped;
      }
      return Templates.explain(frame, asked, known, null, mistyped.problem().detail(), null);
    }
  }

  private Dated<ExplanationJson> answer(Owner owner, Question asked) {
    var job = Explanations.job(owner, asked.repository(), asked.workflow(), asked.cluster());
    return explanations.explain(job, Moment.read("at", asked.at()));
  }
}

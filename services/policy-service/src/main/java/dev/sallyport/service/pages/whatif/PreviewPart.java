package dev.sallyport.service.pages.whatif;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.CostlyReads;
import dev.sallyport.service.problem.Problem;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.InsightsUnavailable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * What saving or attaching would change, as a part of the page where somebody is about to. Nobody
 * asked for it, so that what it cannot answer is a line of it and no page of an error.
 */
@Path("/github/{owner}/actions/what-if/preview")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PreviewPart {
  private final Questions questions;
  private final CostlyReads costly;

  @Inject
  PreviewPart(Questions questions, CostlyReads costly) {
    this.questions = questions;
    this.costly = costly;
  }

  @CheckedTemplate(basePath = "whatif")
  static final class Templates {
    private Templates() {}

    /**
     * @param answer null where there is none
     * @param refused why
     */
    static native TemplateInstance preview(
        String path, String policy, @Nullable WhatIfView answer, String refused);
  }

  /** Posted with the form around it; changes nothing. */
  @POST
  @Needs(Permission.READ)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public TemplateInstance ask(
      @PathParam("owner") String ownerName,
      @BeanParam PreviewFields sent,
      @Context HttpServerRequest connection) {
    var owner = Owner.organization(ownerName);
    try {
      costly.enter(CostlyReads.Kind.PREVIEW);
      return part(owner, sent, questions.preview(owner, sent, connection.response()::closed), "");
    } catch (InsightsUnavailable unavailable) {
      return part(owner, sent, null, String.valueOf(unavailable.getMessage()));
    } catch (InvalidName invalid) {
      return part(owner, sent, null, String.valueOf(invalid.getMessage()));
    } catch (Rejection rejected) {
      return part(owner, sent, null, words(rejected.problem()));
    }
  }

  private static String words(Problem problem) {
    if (problem.findings().isEmpty()) {
      return problem.detail();
    }
    var first = problem.findings().getFirst();
    return "The text cannot be read yet. Line %d, column %d: %s"
        .formatted(first.line(), first.column(), first.message());
  }

  private static TemplateInstance part(
      Owner owner, PreviewFields sent, @Nullable WhatIfView answer, String refused) {
    return Templates.preview(
        WhatIfPage.path(owner), sent.policy == null ? "" : sent.policy, answer, refused);
  }
}

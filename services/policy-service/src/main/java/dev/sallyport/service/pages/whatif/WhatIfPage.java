package dev.sallyport.service.pages.whatif;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.CostlyReads;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.KnownNames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.Problem;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.view.OwnerBook;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a policy would have blocked or let through, asked before it is saved or attached. */
@Path("/github/{owner}/actions/what-if")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class WhatIfPage {
  // A browser's list of more is of no use.
  private static final int SUGGESTED = 200;

  private final Questions questions;
  private final Reads reads;
  private final CostlyReads costly;
  private final Frames frames;

  @Inject
  WhatIfPage(Questions questions, Reads reads, CostlyReads costly, Frames frames) {
    this.questions = questions;
    this.reads = reads;
    this.costly = costly;
    this.frames = frames;
  }

  /** Names to suggest; not necessarily all. */
  record Known(List<String> policies, KnownNames scopes) {
    static Known of(OwnerBook book) {
      var policies =
          book.policies().values().stream()
              .filter(PolicyEntry::live)
              .map(entry -> entry.policy().value())
              .limit(SUGGESTED)
              .toList();
      return new Known(policies, KnownNames.of(book));
    }
  }

  @CheckedTemplate(basePath = "whatif")
  static final class Templates {
    private Templates() {}

    /**
     * @param answer null where nothing was asked yet, or nothing that can be
     * @param mistakes why it cannot be
     */
    static native TemplateInstance whatIf(
        Frame frame,
        String path,
        WhatIfForm form,
        Known known,
        @Nullable WhatIfView answer,
        List<String> mistakes);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  public TemplateInstance open(
      @PathParam("owner") String ownerName,
      @QueryParam("policy") @Nullable String policy,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return page(request, owner, WhatIfForm.about(policy), null, List.of());
  }

  /** Posted, since a policy's text is too long for an address; changes nothing. */
  @POST
  @Needs(Permission.READ)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public TemplateInstance ask(
      @PathParam("owner") String ownerName,
      @BeanParam WhatIfFields sent,
      @Context HttpServerRequest connection,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var form = WhatIfForm.sent(sent);
    try {
      costly.enter(CostlyReads.Kind.REPORTED);
      var answer = questions.answer(owner, form, connection.response()::closed);
      return page(request, owner, form, answer, List.of());
    } catch (InvalidName invalid) {
      return page(request, owner, form, null, List.of(String.valueOf(invalid.getMessage())));
    } catch (Rejection rejected) {
      var problem = rejected.problem();
      if (problem.type().status() >= 500) {
        throw rejected;
      }
      return page(request, owner, form, null, mistakes(problem));
    }
  }

  private static List<String> mistakes(Problem problem) {
    var findings =
        problem.findings().stream()
            .map(finding ->
                "Line %d, column %d: %s"
                    .formatted(finding.line(), finding.column(), finding.message()));
    return problem.findings().isEmpty()
        ? List.of(problem.detail())
        : Stream.concat(Stream.of("The text cannot be read:"), findings).toList();
  }

  static String path(Owner owner) {
    return "/github/" + owner.name() + "/actions/what-if";
  }

  private TemplateInstance page(
      ContainerRequestContext request,
      Owner owner,
      WhatIfForm form,
      @Nullable WhatIfView answer,
      List<String> mistakes) {
    return Templates.whatIf(
        frames.of(request, owner, Place.WHAT_IF),
        path(owner),
        form,
        reads.owner(owner, Known::of).value(),
        answer,
        mistakes);
  }
}

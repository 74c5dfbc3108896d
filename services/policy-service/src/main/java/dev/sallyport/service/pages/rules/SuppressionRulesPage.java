package dev.sallyport.service.pages.rules;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.CostlyReads;
import dev.sallyport.service.management.DetectionRules;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.Insights;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Suppression rules. They are the installation's; whoever may read one organization alone sees
 * those that concern it.
 */
@Path("/github/{owner}/actions/suppression-rules")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SuppressionRulesPage {
  private static final Set<ProblemType> TOLD_AT_THE_FORM =
      Set.of(ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.LIMIT_EXCEEDED);

  private final DetectionRules rules;
  private final Insights insights;
  private final Reads reads;
  private final CostlyReads costly;
  private final Frames frames;

  @Inject
  SuppressionRulesPage(
      DetectionRules rules, Insights insights, Reads reads, CostlyReads costly, Frames frames) {
    this.rules = rules;
    this.insights = insights;
    this.reads = reads;
    this.costly = costly;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "rules")
  static final class Templates {
    private Templates() {}

    /**
     * @param seesOthers whether rules of other organizations may be shown
     */
    static native TemplateInstance list(
        Frame frame, String path, RuleList rules, boolean seesOthers, @Nullable String stale);

    static native TemplateInstance rule(Frame frame, String path, RuleForm form);

    static native TemplateInstance removeRule(Frame frame, String path, RuleRow rule);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @QueryParam("search") @Nullable String search,
      @QueryParam("all") @DefaultValue("false") boolean all,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var _ = reads.owner(owner, _ -> true); // or it is told that there is none
    costly.enter(CostlyReads.Kind.REPORTED);
    var seesOthers = Caller.of(request).may(Permission.READ, Owner.TENANT);
    var standing = rules.standing();
    return Templates.list(
        frame(request, owner),
        path(owner),
        RuleList.of(standing.value(), owner, all && seesOthers, search, insights),
        seesOthers,
        Staleness.words(standing.age()));
  }

  @GET
  @Path("new")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Page
  public TemplateInstance blank(
      @PathParam("owner") String ownerName,
      @QueryParam("detection") @Nullable String detection,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var _ = reads.owner(owner, _ -> true); // or it is told that there is none
    costly.enter(CostlyReads.Kind.REPORTED);
    var form = detection == null ? RuleForm.empty(owner) : suppressing(owner, detection);
    return Templates.rule(frame(request, owner), path(owner), form);
  }

  private RuleForm suppressing(Owner owner, String detection) {
    var id = DetectionId.read(detection);
    var found = id == null ? null : insights.detection(owner, id);
    if (found == null) {
      throw new Rejection(new NoSuchResource());
    }
    return RuleForm.suppressing(found.detection());
  }

  @POST
  @Path("new")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response add(
      @PathParam("owner") String ownerName,
      @BeanParam RuleFields sent,
      @Context ContainerRequestContext request) {
    var form = RuleForm.sent(sent, null);
    return told(
        request,
        Owner.organization(ownerName),
        form,
        () -> {
          var added = rules.add(request, form.asked(), null).entry();
          return "The rule “%s” holds from now on, and for detections of the past."
              .formatted(RuleRow.of(added).title());
        });
  }

  @GET
  @Path("{id}")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Page
  public TemplateInstance edit(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return Templates.rule(frame(request, owner), path(owner), RuleForm.of(standing(id)));
  }

  @POST
  @Path("{id}")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @BeanParam RuleFields sent,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var entry = standing(id);
    var form = RuleForm.sent(sent, entry);
    if (!form.seen().equals(entry.updatedAt().toString())) {
      var why =
          "%s changed this rule meanwhile. Yours is not saved yet: save again to replace theirs."
              .formatted(entry.updatedBy().name());
      return page(409, request, owner, form.after(entry).refused(why));
    }
    return told(
        request,
        owner,
        form,
        () -> {
          var changed = rules.change(request, entry.rule().id(), form.asked(), null);
          var words =
              changed.answered().done().changed()
                  ? "The rule “%s” is changed."
                  : "The rule “%s” was so already.";
          return words.formatted(RuleRow.of(changed.entry()).title());
        });
  }

  @GET
  @Path("{id}/delete")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Page
  public TemplateInstance confirm(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return Templates.removeRule(frame(request, owner), path(owner), RuleRow.of(standing(id)));
  }

  @POST
  @Path("{id}/delete")
  @Needs(Permission.MANAGE_SUPPRESSION_RULES)
  @Page
  public Response remove(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var entry = standing(id);
    var _ = rules.remove(request, entry.rule().id());
    return Flash.done("The rule “%s” is deleted.".formatted(RuleRow.of(entry).title()))
        .to(path(Owner.organization(ownerName)));
  }

  /** Does what a form asked for, or shows the form again with what is wrong with it. */
  private Response told(
      ContainerRequestContext request, Owner owner, RuleForm form, Supplier<String> change) {
    try {
      return Flash.done(change.get()).to(path(owner));
    } catch (Rejection rejection) {
      var problem = rejection.problem();
      if (TOLD_AT_THE_FORM.contains(problem.type())) {
        return page(problem.type().status(), request, owner, form.refused(problem.detail()));
      }
      throw rejection;
    } catch (InvalidName invalid) {
      return page(400, request, owner, form.refused(String.valueOf(invalid.getMessage())));
    }
  }

  private Response page(int status, ContainerRequestContext request, Owner owner, RuleForm form) {
    return Response.status(status)
        .entity(Templates.rule(frame(request, owner), path(owner), form))
        .build();
  }

  private SuppressionRuleEntry standing(String id) {
    var read = RuleId.read(id);
    if (read == null) {
      throw new Rejection(new NoSuchResource());
    }
    return rules.standing(read).value();
  }

  private Frame frame(ContainerRequestContext request, Owner owner) {
    return frames.of(request, owner, Place.SUPPRESSION_RULES);
  }

  private static String path(Owner owner) {
    return "/github/" + owner.name() + "/actions/suppression-rules";
  }
}

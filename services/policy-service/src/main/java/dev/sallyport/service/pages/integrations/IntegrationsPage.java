package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.ReplayDeliveries;
import dev.sallyport.domain.command.PolicyCommand.TestIntegration;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.SinksSettings;
import dev.sallyport.service.integrations.DeliveryJson;
import dev.sallyport.service.integrations.Integrations;
import dev.sallyport.service.integrations.Notifications;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.delivery.Deliveries;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Where an organization is told what happens. */
@Path("/github/{owner}/settings/integrations")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class IntegrationsPage {
  private static final Set<ProblemType> TOLD_AT_THE_FORM =
      Set.of(
          ProblemType.INVALID_REQUEST,
          ProblemType.INVALID_NAME,
          ProblemType.LIMIT_EXCEEDED,
          ProblemType.INTEGRATION_CHANGED,
          ProblemType.NOT_SET_UP,
          ProblemType.SERVICE_UNAVAILABLE);

  private final Integrations integrations;
  private final Notifications notifications;
  private final ChangeRequests changes;
  private final Deliveries deliveries;
  private final SinksSettings sinks;
  private final Frames frames;

  @Inject
  IntegrationsPage(
      Integrations integrations,
      Notifications notifications,
      ChangeRequests changes,
      Deliveries deliveries,
      SinksSettings sinks,
      Frames frames) {
    this.integrations = integrations;
    this.notifications = notifications;
    this.changes = changes;
    this.deliveries = deliveries;
    this.sinks = sinks;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "integrations")
  static final class Templates {
    private Templates() {}

    /**
     * @param setUp whether this installation delivers anything
     */
    static native TemplateInstance list(
        Frame frame,
        String path,
        List<IntegrationRow> rows,
        List<SwitchRow> switches,
        boolean setUp,
        @Nullable String stale);

    static native TemplateInstance choice(Frame frame, String path, List<TypeWords> types);

    static native TemplateInstance form(Frame frame, String path, IntegrationForm form);

    /**
     * @param made a signing secret that is shown this once
     */
    static native TemplateInstance one(
        Frame frame,
        String path,
        String here,
        IntegrationRow row,
        List<DeliveryRow> deliveries,
        @Nullable String made,
        @Nullable String stale);

    static native TemplateInstance removal(Frame frame, String path, IntegrationRow row);
  }

  @GET
  @Needs(Permission.READ)
  @Page
  public TemplateInstance list(
      @PathParam("owner") String ownerName, @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var all = integrations.all(owner);
    return Templates.list(
        frame(request, owner),
        path(owner),
        all.value().stream().map(entry -> row(owner, entry)).toList(),
        SwitchRow.of(notifications.settings(owner).value()),
        sinks.secretsKey().isPresent(),
        Staleness.words(all.age()));
  }

  @GET
  @Path("new")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public TemplateInstance blank(
      @PathParam("owner") String ownerName,
      @QueryParam("type") @Nullable String type,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var _ = integrations.all(owner); // or it is told that there is none
    if (type == null) {
      return Templates.choice(frame(request, owner), path(owner), TypeWords.ALL);
    }
    if (TypeWords.ALL.stream().noneMatch(each -> each.kind().equals(type))) {
      throw new Rejection(new NoSuchResource());
    }
    return Templates.form(frame(request, owner), path(owner), IntegrationForm.empty(type));
  }

  /** Answers with a secret that was made: no redirect could carry it, and it is shown this once. */
  @POST
  @Path("new")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response add(
      @PathParam("owner") String ownerName,
      @BeanParam IntegrationFields sent,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var form = IntegrationForm.sent(sent, null);
    return told(
        request,
        owner,
        form,
        () -> {
          var added = integrations.add(request, owner, form.asked(sent), form.form());
          var isShownOnce =
              form.type().equals(Destination.Webhook.KIND)
                  && (sent.signingSecret == null || sent.signingSecret.isBlank());
          if (isShownOnce && added.signingSecret() == null) {
            return Flash.warning(
                    "This webhook was added before, and its signing secret was shown that one time."
                        + " If nobody has copied it, give it another by Edit.")
                .to(path(owner, added.entry()));
          }
          return done(request, owner, added, "“%s” is added.");
        });
  }

  @GET
  @Path("{id}")
  @Needs(Permission.READ)
  @Page
  public TemplateInstance one(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var entry = integrations.one(owner, id(id));
    return one(request, owner, entry.value(), null, Staleness.words(entry.age()));
  }

  private TemplateInstance one(
      ContainerRequestContext request,
      Owner owner,
      IntegrationEntry entry,
      @Nullable String made,
      @Nullable String stale) {
    var last =
        deliveries.last(owner, entry.integration().id()).stream()
            .map(DeliveryJson::of)
            .map(delivery -> DeliveryRow.of(owner.name(), delivery))
            .toList();
    return Templates.one(
        frame(request, owner),
        path(owner),
        path(owner, entry),
        row(owner, entry),
        last,
        made,
        stale);
  }

  @GET
  @Path("{id}/edit")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public TemplateInstance edit(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var entry = integrations.one(owner, id(id)).value();
    return Templates.form(frame(request, owner), path(owner), IntegrationForm.of(entry));
  }

  @POST
  @Path("{id}/edit")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @BeanParam IntegrationFields sent,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var entry = integrations.one(owner, id(id)).value();
    var form = IntegrationForm.sent(sent, entry);
    if (!form.seen().equals(entry.updatedAt().toString())) {
      var why =
          ("%s changed this integration meanwhile. Yours is not saved yet: type new secrets again,"
                  + " and save again to replace theirs.")
              .formatted(entry.updatedBy().name());
      return page(409, request, owner, form.after(entry).refused(why));
    }
    return told(
        request,
        owner,
        form,
        () -> {
          var changed = integrations.change(request, owner, id(id), form.asked(sent), null);
          var words =
              changed.answered().done().changed() ? "“%s” is changed." : "“%s” was so already.";
          return done(request, owner, changed, words);
        });
  }

  private Response done(
      ContainerRequestContext request, Owner owner, Integrations.Changed changed, String words) {
    if (changed.signingSecret() != null) {
      return Response.status(Response.Status.CREATED)
          .entity(one(request, owner, changed.entry(), changed.signingSecret(), null))
          .build();
    }
    return Flash.done(words.formatted(changed.entry().integration().name()))
        .to(path(owner, changed.entry()));
  }

  @POST
  @Path("{id}/test")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public Response test(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return sent(
        request,
        Owner.organization(owner),
        id,
        new TestIntegration(id(id)),
        "A test is on its way to “%s”. Reload this page in a moment to see whether it arrived.");
  }

  /** Delivers again: one delivery, or all since some time. */
  @POST
  @Path("{id}/replay")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public Response replay(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @RestForm("delivery") @Nullable String delivery,
      @RestForm("since") @Nullable String since,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    if (delivery != null) {
      var one = DeliveryId.read(delivery);
      if (one == null) {
        throw new Rejection(new NoSuchResource());
      }
      return sent(
          request,
          owner,
          id,
          new ReplayDeliveries(id(id), new Replay.One(one)),
          "It is delivered to “%s” again. Reload this page in a moment to see the answer.");
    }
    try {
      var time = Moment.read("The time", since);
      if (time == null) {
        throw new Rejection(new Malformed("Say since when to deliver again."));
      }
      return sent(
          request,
          owner,
          id,
          new ReplayDeliveries(id(id), new Replay.Since(time)),
          "What happened since then is delivered to “%s” again. Reload this page in a moment.");
    } catch (Rejection rejection) {
      if (rejection.problem().type() == ProblemType.INVALID_REQUEST) {
        return Flash.warning(rejection.problem().detail())
            .to(path(owner, integrations.one(owner, id(id)).value()));
      }
      throw rejection;
    }
  }

  private Response sent(
      ContainerRequestContext request,
      Owner owner,
      String id,
      PolicyCommand command,
      String words) {
    var entry = integrations.one(owner, id(id)).value();
    try {
      var _ = changes.submit(request, owner, command, null);
      return Flash.done(words.formatted(entry.integration().name())).to(path(owner, entry));
    } catch (Rejection rejection) {
      if (rejection.problem().type() == ProblemType.INTEGRATION_INACTIVE) {
        return Flash.warning(
                "“%s” is told nothing just now: resume it first."
                    .formatted(entry.integration().name()))
            .to(path(owner, entry));
      }
      throw rejection;
    }
  }

  @POST
  @Path("{id}/pause")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public Response pause(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return stand(
        request,
        Owner.organization(owner),
        id,
        Standing.PAUSED,
        "“%s” is paused: what happens meanwhile is not told to it.");
  }

  @POST
  @Path("{id}/resume")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public Response resume(
      @PathParam("owner") String owner,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    return stand(
        request,
        Owner.organization(owner),
        id,
        Standing.ACTIVE,
        "“%s” is told again what happens from now on.");
  }

  private Response stand(
      ContainerRequestContext request, Owner owner, String id, Standing standing, String words) {
    var entry = integrations.one(owner, id(id)).value();
    try {
      var _ = integrations.stand(request, owner, id(id), standing);
      return Flash.done(words.formatted(entry.integration().name())).to(path(owner, entry));
    } catch (Rejection rejection) {
      if (rejection.problem().type() == ProblemType.INTEGRATION_CHANGED) {
        return Flash.warning("Somebody changed it just now: look at it, and do it again.")
            .to(path(owner, entry));
      }
      throw rejection;
    }
  }

  @GET
  @Path("{id}/delete")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public TemplateInstance confirm(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    return Templates.removal(
        frame(request, owner), path(owner), row(owner, integrations.one(owner, id(id)).value()));
  }

  @POST
  @Path("{id}/delete")
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Page
  public Response remove(
      @PathParam("owner") String ownerName,
      @PathParam("id") String id,
      @Context ContainerRequestContext request) {
    var owner = Owner.organization(ownerName);
    var entry = integrations.one(owner, id(id)).value();
    var _ = integrations.remove(request, owner, id(id));
    return Flash.done("“%s” is deleted.".formatted(entry.integration().name())).to(path(owner));
  }

  /** Does what a form asked for, or shows the form again with what is wrong with it. */
  private Response told(
      ContainerRequestContext request,
      Owner owner,
      IntegrationForm form,
      Supplier<Response> change) {
    try {
      return change.get();
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

  private Response page(
      int status, ContainerRequestContext request, Owner owner, IntegrationForm form) {
    return Response.status(status)
        .entity(Templates.form(frame(request, owner), path(owner), form))
        .build();
  }

  private IntegrationRow row(Owner owner, IntegrationEntry entry) {
    return IntegrationRow.of(entry, deliveries.state(owner, entry.integration().id()));
  }

  private static IntegrationId id(String text) {
    var id = IntegrationId.read(text);
    if (id == null) {
      throw new Rejection(new NoSuchResource());
    }
    return id;
  }

  private Frame frame(ContainerRequestContext request, Owner owner) {
    return frames.of(request, owner, Place.INTEGRATIONS);
  }

  private static String path(Owner owner, IntegrationEntry entry) {
    return path(owner) + "/" + entry.integration().id().digits();
  }

  private static String path(Owner owner) {
    return "/github/" + owner.name() + "/settings/integrations";
  }
}

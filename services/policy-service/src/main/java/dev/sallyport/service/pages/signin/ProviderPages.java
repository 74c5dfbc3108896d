package dev.sallyport.service.pages.signin;

import dev.sallyport.service.openid.IdentityProvider;
import dev.sallyport.service.openid.Person;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.signin.AcceptedInvitations.Left;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.security.LocalPath;
import dev.sallyport.service.security.MemberSignIns;
import dev.sallyport.service.security.MemberSignIns.Answer;
import dev.sallyport.service.security.MemberSignIns.Arrival;
import dev.sallyport.service.security.MemberSignIns.Entry;
import dev.sallyport.service.security.Open;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** To the identity provider and back. */
@Path("/sign-in/oidc")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ProviderPages {
  private static final int RETRY_SECONDS = 5;
  private static final int LONGEST_REASON = 300;

  private final IdentityProvider provider;
  private final MemberSignIns signIns;
  private final AcceptedInvitations invitations;
  private final SignInForm form;
  private final Frames frames;

  @Inject
  ProviderPages(
      IdentityProvider provider,
      MemberSignIns signIns,
      AcceptedInvitations invitations,
      SignInForm form,
      Frames frames) {
    this.provider = provider;
    this.signIns = signIns;
    this.invitations = invitations;
    this.form = form;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "signin")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance noRole(Frame frame, Person person, String provider);
  }

  @GET
  @Page
  @Open("who is not signed in yet has to come here")
  public Response depart(
      @QueryParam("next") @Nullable String next, @Context ContainerRequestContext request) {
    mustBeThere();
    var target = LocalPath.of(next);
    var departure = signIns.depart(request);
    return departure.address() == null
        ? unavailable("it cannot be reached", target, request)
        : Response.seeOther(departure.address())
            .cookie(departure.cookie(), WayBack.to(target))
            .build();
  }

  @GET
  @Path("callback")
  @Page
  @Open("who they are is found out here")
  public Response arrive(
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("error") @Nullable String error,
      @QueryParam("error_description") @Nullable String description,
      @Context HttpServerRequest connection,
      @Context ContainerRequestContext request) {
    mustBeThere();
    var target = WayBack.of(request);
    var answer = new Answer(state, code, error, description);
    return switch (signIns.arrive(request, connection.remoteAddress().hostAddress(), answer)) {
      case Arrival.Proven(var person) -> enter(person, target, request);
      case Arrival.OtherBrowser _ ->
          refused(
              "This sign-in was not begun in this browser, or too long ago. Try again.",
              target,
              request);
      case Arrival.Refused(var why) ->
          refused("%s: %s.".formatted(notSignedIn(), shortened(why)), target, request);
      case Arrival.Unavailable(var why) -> unavailable(why, target, request);
      case Arrival.TooOften(var pause) ->
          form.answer(
                  Response.Status.TOO_MANY_REQUESTS, target, SignInPage.tooOften(pause), request)
              .header(HttpHeaders.RETRY_AFTER, pause.toSeconds() + 1)
              .build();
    };
  }

  private Response enter(Person person, LocalPath target, ContainerRequestContext request) {
    // Before their roles are asked for: they may have none but those that they were invited to.
    var left = invitations.accept(signIns.caller(person), person);
    return switch (signIns.enter(person)) {
      case Entry.SignedIn(var cookie) ->
          Response.fromResponse(welcome(left, target)).cookie(cookie, WayBack.gone()).build();
      case Entry.NoRole(var cookie) ->
          switch (left) {
            case NOTHING ->
                Response.status(Response.Status.FORBIDDEN)
                    .cookie(cookie)
                    .entity(Templates.noRole(frames.forAnybody(request), person, provider.name()))
                    .build();
            case PERHAPS_ONE ->
                unavailable("it cannot be told whether an invitation stands", target, request);
            case ONE ->
                unavailable(
                    "an invitation stands, and could not be accepted just now", target, request);
          };
      case Entry.TooManyRoles(var claimed) ->
          refused(
              "%s names %d roles for you, more than a session can carry. Ask an administrator to map fewer groups."
                  .formatted(provider.name(), claimed),
              target,
              request);
    };
  }

  private static Response welcome(Left left, LocalPath target) {
    return switch (left) {
      case NOTHING, PERHAPS_ONE -> Response.seeOther(URI.create(target.text())).build();
      case ONE ->
          Flash.warning(
                  "An invitation for you could not be accepted just now. It stands, and is accepted when you sign in again.")
              .to(target.text());
    };
  }

  private void mustBeThere() {
    if (!provider.there()) {
      throw new Rejection(new NoSuchResource());
    }
  }

  private Response refused(String problem, LocalPath target, ContainerRequestContext request) {
    return form.answer(Response.Status.FORBIDDEN, target, problem, request).build();
  }

  private Response unavailable(String why, LocalPath target, ContainerRequestContext request) {
    return form.answer(
            Response.Status.SERVICE_UNAVAILABLE,
            target,
            "%s: %s. Try again in a moment.".formatted(notSignedIn(), why),
            request)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }

  private String notSignedIn() {
    return "Signing in with %s did not work".formatted(provider.name());
  }

  private static String shortened(String reason) {
    return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON)) + "…";
  }
}

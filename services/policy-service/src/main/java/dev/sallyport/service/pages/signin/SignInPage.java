package dev.sallyport.service.pages.signin;

import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.pages.Flash;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.security.FormToken;
import dev.sallyport.service.security.HeldSessions;
import dev.sallyport.service.security.LocalPath;
import dev.sallyport.service.security.Open;
import dev.sallyport.service.security.Page;
import dev.sallyport.service.security.SignIns;
import dev.sallyport.service.security.SignIns.Attempt;
import dev.sallyport.service.security.SignIns.Leaving;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** How one signs in, with a key among others, and out again. */
@Path("/")
@RunOnVirtualThread
public class SignInPage {
  private final SignIns signIns;
  private final SignInForm form;
  private final ChangeRequests changes;

  @Inject
  SignInPage(SignIns signIns, SignInForm form, ChangeRequests changes) {
    this.signIns = signIns;
    this.form = form;
    this.changes = changes;
  }

  @GET
  @Path("sign-in")
  @Page
  @Open("who is not signed in yet has to come here")
  @Produces(MediaType.TEXT_HTML)
  public Response form(
      @QueryParam("next") @Nullable String next, @Context ContainerRequestContext request) {
    var target = LocalPath.of(next);
    return signIns.signedIn(request)
        ? Response.seeOther(URI.create(target.text())).build()
        : form.answer(Response.Status.OK, target, null, request).build();
  }

  @POST
  @Path("sign-in")
  @Page
  @Open("takes the key that is to be checked")
  @Produces(MediaType.TEXT_HTML)
  public Response signIn(
      @RestForm("key") @Nullable String key,
      @RestForm("next") @Nullable String next,
      @RestForm(FormToken.FIELD) @Nullable String token,
      @Context HttpServerRequest connection,
      @Context ContainerRequestContext request) {
    var target = LocalPath.of(next);
    var address = connection.remoteAddress().hostAddress();
    var attempt = signIns.signIn(request, address, token, key == null ? "" : key.strip());
    return switch (attempt) {
      case Attempt.SignedIn(var cookie) ->
          Response.seeOther(URI.create(target.text())).cookie(cookie).build();
      case Attempt.Wrong(var why) -> form.wrongKey(target, why, request).build();
      case Attempt.SwitchedOff _ ->
          form.answer(
                  Response.Status.FORBIDDEN,
                  target,
                  "Keys do not sign in here; the API takes them as ever.",
                  request)
              .build();
      case Attempt.OtherForm _ ->
          form.answer(
                  Response.Status.FORBIDDEN,
                  target,
                  "This form was too old, or came from another site. Try again.",
                  request)
              .build();
      case Attempt.TooOften(var pause) ->
          form.answer(Response.Status.TOO_MANY_REQUESTS, target, tooOften(pause), request)
              .header(HttpHeaders.RETRY_AFTER, pause.toSeconds() + 1)
              .build();
      case Attempt.Unknown(var seconds) ->
          form.answer(
                  Response.Status.SERVICE_UNAVAILABLE,
                  target,
                  "The service is still starting, or its state cannot be read. Try again in a moment.",
                  request)
              .header(HttpHeaders.RETRY_AFTER, seconds)
              .build();
    };
  }

  @POST
  @Path("sign-out")
  @Page
  @Open("checks the form by itself; without a session there is nothing to end")
  @Produces(MediaType.TEXT_HTML)
  public Response signOut(
      @RestForm(FormToken.FIELD) @Nullable String token, @Context ContainerRequestContext request) {
    return signIns
        .signOutProblem(request, token)
        .map(ProblemResponses::of)
        .orElseGet(
            () -> Response.seeOther(URI.create("/sign-in")).cookie(signIns.signOut()).build());
  }

  @POST
  @Path("sign-out-everywhere")
  @Page
  @Open("checks the form by itself; whoever has a session may end all of theirs")
  @Produces(MediaType.TEXT_HTML)
  public Response signOutEverywhere(
      @RestForm(FormToken.FIELD) @Nullable String token, @Context ContainerRequestContext request) {
    return switch (signIns.leaving(request, token)) {
      case Leaving.Everywhere(var caller) -> {
        var held = HeldSessions.of(caller.identity());
        var _ = changes.submit(request, caller, held.book(), new EndSessions(held.holder()), null);
        yield Response.fromResponse(Flash.done("You are signed out everywhere.").to("/sign-in"))
            .cookie(signIns.signOut())
            .build();
      }
      case Leaving.Refused(var problem) -> ProblemResponses.of(problem);
      case Leaving.Gone _ -> Response.seeOther(URI.create("/sign-in")).build();
    };
  }

  static String tooOften(Duration pause) {
    return "Signing in has failed too often from this address. Try again in %s."
        .formatted(minutes(pause));
  }

  private static String minutes(Duration pause) {
    var minutes = pause.plusSeconds(59).toMinutes();
    return minutes == 1 ? "a minute" : minutes + " minutes";
  }
}

package dev.sallyport.service.security;

import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.service.problem.RequestProblem.MissingCredential;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that show a session's cookie instead of a credential. */
@Singleton
class BrowserAccess {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String API = "/v1/";
  private static final String SESSION = BrowserAccess.class.getName() + ".session";
  private static final String UNCHECKED = BrowserAccess.class.getName() + ".unchecked";

  private final Sessions sessions;
  private final FormCheck forms;

  @Inject
  BrowserAccess(Sessions sessions, FormCheck forms) {
    this.sessions = sessions;
    this.forms = forms;
  }

  /** What a request without a credential came to. */
  sealed interface Visit {
    record SignedIn(Identity identity) implements Visit {}

    /** No business of a browser's. */
    record NoBrowser() implements Visit {}

    record Refused(RequestProblem problem) implements Visit {}

    record SentToSignIn(Response answer) implements Visit {}
  }

  /**
   * Tells who is signed in. The API takes a session only from a script that shows the page's token,
   * even to read; pages take it as it is, and for a change the token as well.
   */
  Visit visit(ContainerRequestContext request) {
    var session = sessions.of(request);
    var token = request.getHeaderString(FormToken.HEADER);
    var api = request.getUriInfo().getPath().startsWith(API);
    if (api && (session == null || token == null)) {
      return new Visit.NoBrowser();
    }
    var identity = session == null ? null : sessions.identity(session);
    if (session == null || identity == null) {
      return api ? new Visit.NoBrowser() : new Visit.SentToSignIn(signInFirst(request));
    }
    if (api || token != null) {
      var problem = forms.problem(request, session, token);
      if (problem.isPresent()) {
        return new Visit.Refused(problem.get());
      }
    } else if (!SAFE.contains(request.getMethod())) {
      request.setProperty(UNCHECKED, true);
    }
    request.setProperty(SESSION, session);
    FormToken.put(request, sessions.formToken(session));
    return new Visit.SignedIn(identity);
  }

  /** What is wrong with a form that a page has sent, once its fields have been read. */
  @Nullable Response checkForm(ContainerRequestContext request, @Nullable Object token) {
    if (request.getProperty(UNCHECKED) == null) {
      return null;
    }
    var session = session(request);
    return session == null
        ? signInFirst(request)
        : forms
            .problem(request, session, token instanceof String text ? text : null)
            .map(ProblemResponses::of)
            .orElse(null);
  }

  /** The session by which the request was let through; null if by a credential. */
  static @Nullable Session session(ContainerRequestContext request) {
    return request.getProperty(SESSION) instanceof Session session ? session : null;
  }

  private static Response signInFirst(ContainerRequestContext request) {
    if (request.getHeaderString("HX-Request") != null) {
      // A redirect would be followed by the script, and the form put into the middle of the page.
      var next = LocalPath.ofAddress(request.getHeaderString("HX-Current-URL"));
      return Response.fromResponse(ProblemResponses.of(new MissingCredential()))
          .header("HX-Redirect", next.signIn())
          .build();
    }
    if (isEventStream(request)) {
      return ProblemResponses.of(new MissingCredential());
    }
    var next =
        SAFE.contains(request.getMethod())
            ? LocalPath.of(LocalPath.relative(request.getUriInfo().getRequestUri()))
            : LocalPath.of("/");
    return Response.seeOther(URI.create(next.signIn()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  static boolean isEventStream(ContainerRequestContext request) {
    var accept = request.getHeaderString(HttpHeaders.ACCEPT);
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/event-stream");
  }
}

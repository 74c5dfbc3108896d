package dev.sallyport.service.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Problems as JAX-RS answers. */
public final class ProblemResponses {
  private static final String CHALLENGE =
      "Bearer realm=\"sallyport\", vm-api-key realm=\"sallyport\"";

  private ProblemResponses() {}

  public static Response of(Problem problem) {
    var response =
        Response.status(problem.type().status())
            .type(ProblemJson.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(problem);
    if (problem.retryAfter() != null) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
    }
    if (problem.type().status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    return response.build();
  }

  public static Response of(RequestProblem problem) {
    return of(Problems.of(problem));
  }
}

package dev.sallyport.service.security;

import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a request that changes something was made by a page of ours, in the same session. */
@Singleton
class FormCheck {
  private final Sessions sessions;
  private final SameOrigin sameOrigin;

  @Inject
  FormCheck(Sessions sessions, InstallationSettings installation) {
    this.sessions = sessions;
    this.sameOrigin = new SameOrigin(installation.publicUrl().orElse(null));
  }

  /** What is wrong with it, if anything is. */
  Optional<Forbidden> problem(
      ContainerRequestContext request, Session session, @Nullable String token) {
    if (!sameOrigin.allows(
        request.getHeaderString("Sec-Fetch-Site"),
        request.getHeaderString("Origin"),
        request.getHeaderString(HttpHeaders.HOST))) {
      return Optional.of(new Forbidden("The request comes from a page of another site."));
    }
    if (token == null || !sessions.isFormToken(session, token)) {
      return Optional.of(
          new Forbidden(
              "The form is of another session: load the page again, and repeat what you did."));
    }
    return Optional.empty();
  }
}

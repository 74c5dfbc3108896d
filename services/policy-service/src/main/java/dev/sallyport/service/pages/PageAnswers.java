package dev.sallyport.service.pages;

import dev.sallyport.service.problem.Problem;
import dev.sallyport.service.security.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Headers of pages, and problems as pages. */
@Singleton
class PageAnswers {
  private final Provider<Frames> frames;

  @Inject
  PageAnswers(Provider<Frames> frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "pages")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problem(Frame frame, Problem problem);
  }

  @Page
  @ServerResponseFilter
  void answer(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Problem problem) {
      var page = Templates.problem(frames.get().ofProblem(request), problem).render();
      response.setEntity(page, null, MediaType.TEXT_HTML_TYPE);
    }
    var headers = response.getHeaders();
    headers.putSingle("Content-Security-Policy", contentPolicy(Nonce.of(request)));
    headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    if (response.getStatus() < 300 && request.getCookies().containsKey(Flash.COOKIE)) {
      headers.add(HttpHeaders.SET_COOKIE, Flash.gone());
    }
  }

  private static String contentPolicy(String nonce) {
    return "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-"
        + nonce
        + "'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none';"
        + " object-src 'none'";
  }
}

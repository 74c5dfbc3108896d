package dev.sallyport.service.pages.signin;

import dev.sallyport.service.openid.IdentityProvider;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.security.LocalPath;
import dev.sallyport.service.security.SignIns;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The page that tells how to sign in, and what went wrong when one tried. */
@Singleton
class SignInForm {
  private final SignIns signIns;
  private final IdentityProvider provider;
  private final Frames frames;

  @Inject
  SignInForm(SignIns signIns, IdentityProvider provider, Frames frames) {
    this.signIns = signIns;
    this.provider = provider;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "signin")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance signIn(
        Frame frame,
        String next,
        @Nullable String problem,
        boolean wrongKey,
        @Nullable String provider,
        boolean keys);
  }

  Response.ResponseBuilder answer(
      Response.Status status,
      LocalPath next,
      @Nullable String problem,
      ContainerRequestContext request) {
    return answer(status, next, problem, false, request);
  }

  /** Of a key that opens nothing. */
  Response.ResponseBuilder wrongKey(LocalPath next, String why, ContainerRequestContext request) {
    return answer(Response.Status.FORBIDDEN, next, why, true, request);
  }

  private Response.ResponseBuilder answer(
      Response.Status status,
      LocalPath next,
      @Nullable String problem,
      boolean wrongKey,
      ContainerRequestContext request) {
    return Response.status(status)
        .cookie(signIns.form(request))
        .entity(
            Templates.signIn(
                frames.forAnybody(request),
                next.text(),
                problem,
                wrongKey,
                provider.there() ? provider.name() : null,
                signIns.takesKeys()));
  }
}

package dev.sallyport.service.security;

import dev.sallyport.domain.access.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** What a session needs beside the check of access: its forms' token, and to be prolonged. */
@Singleton
class SessionFilter {
  private static final int AFTER_ACCESS = Priorities.AUTHENTICATION + 100;

  // Filters are made before settings can be read, so these are got when they are first needed.
  private final Provider<BrowserAccess> browsers;
  private final Provider<Sessions> sessions;

  @Inject
  SessionFilter(Provider<BrowserAccess> browsers, Provider<Sessions> sessions) {
    this.browsers = browsers;
    this.sessions = sessions;
  }

  @Needs(Permission.READ) // the binding: every operation for which access was checked
  @ServerRequestFilter(priority = AFTER_ACCESS)
  @WithFormRead
  @Nullable Response checkForm(ResteasyReactiveContainerRequestContext request) {
    var fields = (ResteasyReactiveRequestContext) request.getServerRequestContext();
    return browsers.get().checkForm(request, fields.getFormParameter(FormToken.FIELD, true, false));
  }

  @Needs(Permission.READ)
  @ServerResponseFilter
  void prolong(ContainerRequestContext request, ContainerResponseContext response) {
    var session = BrowserAccess.session(request);
    if (session == null) {
      return;
    }
    // Not to be found in the browser's cache by whoever uses it next.
    response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
    // A page that is merely left open goes on listening; that is not somebody using it.
    if (!BrowserAccess.isEventStream(request)) {
      sessions
          .get()
          .renewal(session)
          .ifPresent(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
    }
  }
}

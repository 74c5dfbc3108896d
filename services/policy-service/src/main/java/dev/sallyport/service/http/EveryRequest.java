package dev.sallyport.service.http;

import dev.sallyport.service.config.TlsSettings;
import dev.sallyport.service.problem.ProblemJson;
import dev.sallyport.service.problem.Problems;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.service.problem.RequestProblem.BodyTooLarge;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Security headers on every answer, a limit on every body, and no path that means something else
 * than it says. One filter for all of it: each costs every lookup some time.
 */
@Singleton
class EveryRequest {
  private static final int PRIORITY = 1_000;
  private static final int OWNER_BEGINS = "/v1/github/".length();
  private static final String LOOKUP = "/actions/policies/workflow-policy";
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  // Not "no-referrer": with that, browsers call the origin of a page's form "null" (Fetch standard,
  // "serializing a request origin"), and where they send no Sec-Fetch-Site it would be refused.
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
  private static final CharSequence TRANSPORT_SECURITY =
      HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  private final Provider<TlsSettings> tls;

  @Inject
  EveryRequest(Provider<TlsSettings> tls) {
    this.tls = tls;
  }

  void register(@Observes Filters filters) {
    var encrypted = tls.get().cert().isPresent();
    filters.register(context -> handle(context, encrypted), PRIORITY);
  }

  private static void handle(RoutingContext context, boolean encrypted) {
    var headers = context.response().headers();
    headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    headers.set(REFERRER_POLICY, SAME_ORIGIN);
    headers.set(FRAME_OPTIONS, DENY);
    if (encrypted) {
      headers.set(TRANSPORT_SECURITY, A_YEAR);
    }
    var path = context.request().path();
    if (path.indexOf(';') >= 0) {
      // What follows it would be cut off as a matrix parameter: another name than was written.
      refuse(context, new Malformed("The path holds a “;”: write it as %3B."));
      return;
    }
    if (isLookup(path)) {
      // Whatever a client says it accepts: 406 would mean audit mode to it.
      context.request().headers().remove(HttpHeaders.ACCEPT);
    }
    if (tooLong(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
      refuse(context, new BodyTooLarge(BodyTooLarge.MOST));
    } else {
      context.next();
    }
  }

  // Of a repository: a policy of that name has one segment less.
  private static boolean isLookup(String path) {
    return path.endsWith(LOOKUP)
        && path.indexOf('/', OWNER_BEGINS) < path.length() - LOOKUP.length();
  }

  private static boolean tooLong(@Nullable String length) {
    // The server has refused by now what is no number.
    return length != null
        && length.length() >= 7
        && (length.length() > 15 || Long.parseLong(length) > BodyTooLarge.MOST);
  }

  private static void refuse(RoutingContext context, RequestProblem refused) {
    var problem = Problems.of(refused);
    LastAnswer.on(context);
    context
        .response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .end(Buffer.buffer(ProblemJson.render(problem)));
  }
}

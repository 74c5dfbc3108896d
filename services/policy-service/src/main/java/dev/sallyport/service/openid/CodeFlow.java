package dev.sallyport.service.openid;

import dev.sallyport.logging.LogLine;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636). Nothing is asked
 * of the provider before somebody wants to sign in, so that one which is down keeps nothing from
 * starting. Waits, so never on an event loop.
 */
final class CodeFlow implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("sallyport.access");
  private static final Duration FRESH = Duration.ofHours(1);
  // Of each request; there are five at most, and people wait.
  private static final Duration TIME_OUT = Duration.ofSeconds(5);
  private static final String SCOPES = "openid email profile";

  private final Registration registration;
  private final InstantSource clock;
  private final IssuerHttp http;
  private final IdTokens tokens;
  private final UserInfo userInfo;
  private volatile @Nullable Known known;

  private record Known(IssuerDocument document, URI authorization, URI token, long fetchedAt) {}

  CodeFlow(Registration registration, InstantSource clock) {
    this.registration = registration;
    this.clock = clock;
    this.http = new IssuerHttp(TIME_OUT);
    this.tokens =
        new IdTokens(registration, new SigningKeys(registration.issuer(), clock, http), clock);
    this.userInfo = new UserInfo(registration, http);
  }

  /** Where the browser has to go; null if the provider cannot be asked for that. */
  @Nullable URI begin(Attempt attempt) {
    try {
      var provider = provider();
      var query = new LinkedHashMap<String, String>();
      query.put("response_type", "code");
      query.put("client_id", registration.clientId());
      query.put("redirect_uri", registration.redirect().toString());
      query.put("scope", scopes(provider.document()));
      query.put("state", attempt.state());
      query.put("nonce", attempt.nonce());
      query.put("code_challenge", attempt.challenge());
      query.put("code_challenge_method", "S256");
      var address = provider.authorization().toString();
      return URI.create(address + (address.indexOf('?') < 0 ? "?" : "&") + encoded(query));
    } catch (CompletionException | IllegalStateException e) {
      failed(e);
      return null;
    }
  }

  // Okta, for one, sends groups only if a scope of this name is asked for.
  private String scopes(IssuerDocument document) {
    return registration
        .rolesClaim()
        .filter(document.scopes()::contains)
        .map(scope -> SCOPES + " " + scope)
        .orElse(SCOPES);
  }

  /** Exchanges the code that the browser came back with, and checks what is given for it. */
  Outcome complete(String code, Attempt attempt) {
    Known provider;
    HttpResponse<String> response;
    try {
      provider = provider();
      response = http.send(exchange(provider, code, attempt)).join();
    } catch (CompletionException | IllegalStateException e) {
      failed(e);
      return new Outcome.Unavailable("it cannot be reached");
    }
    return switch (response.statusCode() / 100) {
      case 2 -> idToken(response.body(), attempt, provider.document().userInfo());
      case 4 -> notTaken(response);
      default -> new Outcome.Unavailable("it answers " + response.statusCode());
    };
  }

  private Outcome idToken(String body, Attempt attempt, @Nullable URI more) {
    Map<String, Object> answer;
    try {
      answer = IssuerHttp.json(body);
    } catch (IllegalStateException e) {
      return new Outcome.Unavailable("its answer is no JSON object");
    }
    return answer.get("id_token") instanceof String token
        ? tokens.verify(
            token,
            attempt.nonce(),
            claims -> userInfo.person(claims, more, answer.get("access_token")))
        : new Outcome.Refused("its answer holds no ID token");
  }

  // RFC 6749, 5.2: of its words only invalid_grant is about the code; a client secret that has
  // ended, or a limit of the provider's, is nobody's failure who signs in.
  private static Outcome notTaken(HttpResponse<String> response) {
    var error = error(response.body());
    if (error == null) {
      return new Outcome.Unavailable("it answers " + response.statusCode());
    }
    var why = "it does not take the code: " + error;
    return error.equals("invalid_grant") ? new Outcome.BadCode(why) : new Outcome.Unavailable(why);
  }

  private static @Nullable String error(String body) {
    try {
      return IssuerHttp.json(body).get("error") instanceof String error
              && error.matches("[\\x20-\\x7E]{1,60}")
          ? error
          : null;
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private HttpRequest exchange(Known provider, String code, Attempt attempt) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", registration.redirect().toString());
    form.put("code_verifier", attempt.verifier());
    var request =
        HttpRequest.newBuilder(provider.token())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded");
    var ways = provider.document().clientAuthentications();
    // Discovery 1.0, 3: what is meant where none is named.
    if (ways.isEmpty() || ways.contains("client_secret_basic")) {
      request.header("Authorization", basic());
    } else {
      form.put("client_id", registration.clientId());
      form.put("client_secret", registration.secret().secret());
    }
    return request.POST(BodyPublishers.ofString(encoded(form))).build();
  }

  // RFC 6749, 2.3.1: encoded as in a form before it is joined.
  private String basic() {
    var pair = encoded(registration.clientId()) + ":" + encoded(registration.secret().secret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private Known provider() {
    var held = known;
    if (held != null && clock.millis() - held.fetchedAt() <= FRESH.toMillis()) {
      return held;
    }
    var document = IssuerDocument.fetch(http, registration.issuer()).join();
    if (document.authorization() == null || document.token() == null) {
      throw new IllegalStateException("the document names no place to sign in at");
    }
    var fetched = new Known(document, document.authorization(), document.token(), clock.millis());
    known = fetched;
    return fetched;
  }

  private void failed(RuntimeException failure) {
    LOG.warn(
        LogLine.of("identity provider cannot be asked")
            .with("issuer", registration.issuer())
            .with("cause", failure));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}

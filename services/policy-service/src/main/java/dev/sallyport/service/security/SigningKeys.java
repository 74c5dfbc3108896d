package dev.sallyport.service.security;

import dev.sallyport.service.config.OidcSettings;
import dev.sallyport.service.config.Urls;
import dev.sallyport.service.logging.LogLine;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's signing keys, found through {@code /.well-known/openid-configuration} (OpenID Connect
 * Discovery 1.0) when the first token comes in. Kept until newer ones are fetched: after an hour,
 * or for a key id that is not known, but not more often than every two seconds, so that made-up key
 * ids cannot make us a burden to the issuer. The last of an action's three tries, a second apart,
 * comes after that pause.
 */
@Singleton
class SigningKeys {
  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(2);
  // The action gives up after 3 s; two requests have to fit.
  private static final Duration TIME_OUT = Duration.ofMillis(1_200);
  private static final long MAX_BYTES = 1 << 20;

  /** What is known of a key id. */
  sealed interface Lookup {
    record Found(RSAPublicKey key) implements Lookup {}

    record Unknown() implements Lookup {}

    /** The issuer could not be asked. */
    record Unreachable() implements Lookup {}

    /** The issuer was asked a moment ago and did not tell of the key, but may tell of it now. */
    record AskedJustNow() implements Lookup {}
  }

  private enum Fetch {
    SUCCEEDED,
    FAILED,
    TOO_SOON
  }

  private record Known(Map<String, RSAPublicKey> keys, long fetchedAt) {}

  private final URI issuer;
  private final InstantSource clock;
  private final Supplier<CompletableFuture<?>> patience;
  private volatile @Nullable Known known;
  private volatile @Nullable HttpClient client;
  private @Nullable CompletableFuture<Fetch> fetching;
  private long lastFetch = Long.MIN_VALUE / 2;
  private volatile boolean lastFailed;

  @Inject
  SigningKeys(OidcSettings settings) {
    this(settings.githubIssuer(), InstantSource.system(), SigningKeys::timeOut);
  }

  /**
   * @param patience begun with each request to the issuer; when it completes, the request is given
   *     up, wherever it is
   */
  SigningKeys(URI issuer, InstantSource clock, Supplier<CompletableFuture<?>> patience) {
    this.issuer = issuer;
    this.clock = clock;
    this.patience = patience;
  }

  private static CompletableFuture<?> timeOut() {
    return new CompletableFuture<@Nullable Void>()
        .completeOnTimeout(null, TIME_OUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  CompletionStage<Lookup> find(String keyId) {
    var key = key(keyId);
    if (key != null) {
      var held = known;
      if (held != null && clock.millis() - held.fetchedAt() > FRESH.toMillis()) {
        var _ = fetch(); // the token need not wait: the key is still good
      }
      return CompletableFuture.completedStage(new Lookup.Found(key));
    }
    return fetch()
        .thenApply(fetch -> {
          var fetched = key(keyId);
          return fetched != null
              ? new Lookup.Found(fetched)
              : switch (fetch) {
                case SUCCEEDED -> new Lookup.Unknown();
                case FAILED -> new Lookup.Unreachable();
                case TOO_SOON -> new Lookup.AskedJustNow();
              };
        });
  }

  private @Nullable RSAPublicKey key(String keyId) {
    var held = known;
    return held == null ? null : held.keys().get(keyId);
  }

  // One fetch at a time, shared by all that wait for it.
  private synchronized CompletableFuture<Fetch> fetch() {
    if (fetching != null && !fetching.isDone()) {
      return fetching;
    }
    var now = clock.millis();
    if (now - lastFetch < BETWEEN_FETCHES.toMillis()) {
      return CompletableFuture.completedFuture(lastFailed ? Fetch.FAILED : Fetch.TOO_SOON);
    }
    lastFetch = now;
    fetching =
        discover()
            .thenCompose(this::keySet)
            .handle((keys, failure) -> {
              lastFailed = failure != null;
              if (failure == null) {
                known = new Known(keys, clock.millis());
                return Fetch.SUCCEEDED;
              }
              LOG.warn(
                  LogLine.of("signing keys not fetched")
                      .with("issuer", issuer)
                      .with("cause", failure));
              return Fetch.FAILED;
            });
    return fetching;
  }

  private CompletableFuture<URI> discover() {
    var text = issuer.toString();
    var base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return get(URI.create(base + "/.well-known/openid-configuration"))
        .thenApply(body -> {
          var document = json(body);
          if (!text.equals(document.get("issuer"))) {
            throw new IllegalStateException("the document is of another issuer");
          }
          if (!(document.get("jwks_uri") instanceof String address)) {
            throw new IllegalStateException("the document has no jwks_uri");
          }
          var keys = URI.create(address);
          if (!Urls.isSafe(keys)) {
            throw new IllegalStateException("jwks_uri is not https");
          }
          return keys;
        });
  }

  private CompletableFuture<Map<String, RSAPublicKey>> keySet(URI address) {
    return get(address)
        .thenApply(body -> {
          var keys = new HashMap<String, RSAPublicKey>();
          for (var key : parse(body).getJsonWebKeys()) {
            if (key instanceof RsaJsonWebKey rsa
                && rsa.getKeyId() != null
                && !"enc".equals(rsa.getUse())) {
              keys.put(rsa.getKeyId(), rsa.getRsaPublicKey());
            }
          }
          return Map.copyOf(keys);
        });
  }

  private CompletableFuture<String> get(URI address) {
    var request = HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    var response =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
    // HttpRequest.timeout ends with the headers: a body that stalls would be waited for for ever.
    var limit = patience.get();
    var _ = limit.thenRun(() -> response.cancel(true));
    return response.whenComplete((_, _) -> limit.cancel(false)).thenApply(SigningKeys::body);
  }

  private static String body(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "%s answered %d".formatted(response.uri(), response.statusCode()));
    }
    return response.body();
  }

  private synchronized HttpClient client() {
    var made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(TIME_OUT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      client = made;
    }
    return made;
  }

  @PreDestroy
  void close() {
    var made = client;
    if (made != null) {
      made.shutdownNow();
    }
  }

  private static Map<String, Object> json(String body) {
    try {
      return JsonUtil.parseJson(body);
    } catch (JoseException e) {
      throw new IllegalStateException("the document is no JSON object", e);
    }
  }

  private static JsonWebKeySet parse(String body) {
    try {
      return new JsonWebKeySet(body);
    } catch (JoseException e) {
      throw new IllegalStateException("no key set", e);
    }
  }
}

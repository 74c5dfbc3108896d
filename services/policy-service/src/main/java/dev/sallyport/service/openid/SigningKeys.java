package dev.sallyport.service.openid;

import dev.sallyport.logging.LogLine;
import dev.sallyport.service.config.OidcSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
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
public class SigningKeys {
  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(2);
  // The action gives up after 3 s; two requests have to fit.
  private static final Duration TIME_OUT = Duration.ofMillis(1_200);

  /** What is known of a key id. */
  public sealed interface Lookup {
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
  private final IssuerHttp http;
  private volatile @Nullable Known known;
  private @Nullable CompletableFuture<Fetch> fetching;
  private long lastFetch = Long.MIN_VALUE / 2;
  private volatile boolean lastFailed;

  @Inject
  SigningKeys(OidcSettings settings) {
    this(settings.githubIssuer(), InstantSource.system(), new IssuerHttp(TIME_OUT));
  }

  /**
   * @param patience begun with each request to the issuer; when it completes, the request is given
   *     up, wherever it is
   */
  public SigningKeys(URI issuer, InstantSource clock, Supplier<CompletableFuture<?>> patience) {
    this(issuer, clock, new IssuerHttp(TIME_OUT, patience));
  }

  SigningKeys(URI issuer, InstantSource clock, IssuerHttp http) {
    this.issuer = issuer;
    this.clock = clock;
    this.http = http;
  }

  public CompletionStage<Lookup> find(String keyId) {
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
        IssuerDocument.fetch(http, issuer)
            .thenCompose(document -> keySet(document.keys()))
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

  private CompletableFuture<Map<String, RSAPublicKey>> keySet(URI address) {
    return http.get(address)
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

  @PreDestroy
  void close() {
    http.close();
  }

  private static JsonWebKeySet parse(String body) {
    try {
      return new JsonWebKeySet(body);
    } catch (JoseException e) {
      throw new IllegalStateException("no key set", e);
    }
  }
}

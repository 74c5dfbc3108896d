package dev.sallyport.service.openid;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an issuer. Redirects are not followed, and what is slow or large is given up: an issuer that
 * has gone wrong must not take the heap or the threads that lookups need.
 */
final class IssuerHttp implements AutoCloseable {
  private static final long MAX_BYTES = 1 << 20;

  private final Duration connecting;
  private final Supplier<CompletableFuture<?>> patience;
  private volatile @Nullable HttpClient client;

  /**
   * @param patience begun with each request; when it completes, the request is given up, wherever
   *     it is
   */
  IssuerHttp(Duration connecting, Supplier<CompletableFuture<?>> patience) {
    this.connecting = connecting;
    this.patience = patience;
  }

  IssuerHttp(Duration limit) {
    this(
        limit,
        () ->
            new CompletableFuture<@Nullable Void>()
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The body of an answer of 200; fails with anything else. */
  CompletableFuture<String> get(URI address) {
    return send(HttpRequest.newBuilder(address).header("Accept", "application/json").build())
        .thenApply(IssuerHttp::body);
  }

  /** The same of an address that wants an access token. */
  CompletableFuture<String> get(URI address, String accessToken) {
    return send(HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + accessToken)
            .build())
        .thenApply(IssuerHttp::body);
  }

  CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
    var response =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
    // HttpRequest.timeout ends with the headers: a body that stalls would be waited for for ever.
    var limit = patience.get();
    var _ = limit.thenRun(() -> response.cancel(true));
    return response.whenComplete((_, _) -> limit.cancel(false));
  }

  static Map<String, Object> json(String body) {
    try {
      return JsonUtil.parseJson(body);
    } catch (JoseException e) {
      throw new IllegalStateException("the document is no JSON object", e);
    }
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
              .connectTimeout(connecting)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      client = made;
    }
    return made;
  }

  @Override
  public void close() {
    var made = client;
    if (made != null) {
      made.shutdownNow();
    }
  }
}

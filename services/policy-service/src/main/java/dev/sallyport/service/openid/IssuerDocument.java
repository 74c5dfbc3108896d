package dev.sallyport.service.openid;

import dev.sallyport.service.config.Urls;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says of itself at {@code /.well-known/openid-configuration} (OpenID Connect
 * Discovery 1.0), as far as it is needed.
 *
 * @param authorization where people are sent; not every issuer signs people in
 * @param token where codes are exchanged
 * @param userInfo where more is told of somebody who has signed in
 * @param clientAuthentications ways to authenticate there; empty where none are named
 */
record IssuerDocument(
    URI keys,
    @Nullable URI authorization,
    @Nullable URI token,
    @Nullable URI userInfo,
    List<String> scopes,
    List<String> clientAuthentications) {

  static CompletableFuture<IssuerDocument> fetch(IssuerHttp http, URI issuer) {
    var text = issuer.toString();
    var base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return http.get(URI.create(base + "/.well-known/openid-configuration"))
        .thenApply(body -> read(IssuerHttp.json(body), text));
  }

  private static IssuerDocument read(Map<String, Object> document, String issuer) {
    if (!issuer.equals(document.get("issuer"))) {
      throw new IllegalStateException("the document is of another issuer");
    }
    var keys = address(document, "jwks_uri");
    if (keys == null) {
      throw new IllegalStateException("the document has no jwks_uri");
    }
    return new IssuerDocument(
        keys,
        address(document, "authorization_endpoint"),
        address(document, "token_endpoint"),
        address(document, "userinfo_endpoint"),
        texts(document.get("scopes_supported")),
        texts(document.get("token_endpoint_auth_methods_supported")));
  }

  private static @Nullable URI address(Map<String, Object> document, String member) {
    if (!(document.get(member) instanceof String text)) {
      return null;
    }
    var address = URI.create(text);
    if (!Urls.isSafe(address)) {
      throw new IllegalStateException(member + " is not https");
    }
    return address;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}

package dev.sallyport.service.openid;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * An identity provider on this machine. Everything is asked of it over HTTP, since what runs it and
 * what tests with it may be loaded by two class loaders: {@code /grant} is the person who agrees,
 * and {@code /fault} what goes wrong from then on. The claim {@code userinfo} is an object that is
 * told at the userinfo endpoint and not in the ID token.
 */
public final class FakeProvider implements AutoCloseable {
  static final String CLIENT = "sallyport-client";
  static final String SECRET = "s3cret/with+signs";

  // Made once: a key takes a while.
  private static final RsaJsonWebKey FIRST = key();

  private final HttpServer server;
  private final CopyOnWriteArrayList<RsaJsonWebKey> published = new CopyOnWriteArrayList<>();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> told = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile RsaJsonWebKey signing = FIRST;
  private volatile String fault = "none";

  /** A code that was given out. */
  private record Grant(Map<String, String> asked, Map<String, Object> claims) {}

  public FakeProvider() throws IOException {
    published.add(signing);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // So that an answer that stalls holds up no other.
    server.setExecutor(Thread::startVirtualThread);
    server.createContext("/.well-known/openid-configuration", this::document);
    server.createContext(
        "/keys",
        exchange ->
            answer(
                exchange,
                200,
                new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY)));
    server.createContext("/token", this::token);
    server.createContext("/userinfo", this::userInfo);
    server.createContext("/grant", this::grant);
    server.createContext("/fault", this::fault);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void document(HttpExchange exchange) throws IOException {
    var document = new HashMap<String, Object>();
    document.put(
        "issuer", fault.equals("other-issuer") ? "https://evil.example" : url().toString());
    document.put("authorization_endpoint", url() + "/authorize?tenant=1");
    document.put("token_endpoint", url() + "/token");
    if (!fault.equals("no-userinfo")) {
      document.put("userinfo_endpoint", url() + "/userinfo");
    }
    document.put("jwks_uri", url() + "/keys");
    document.put("scopes_supported", List.of("openid", "email", "profile", "groups"));
    document.put(
        "token_endpoint_auth_methods_supported",
        List.of(fault.equals("post") ? "client_secret_post" : "client_secret_basic"));
    answer(exchange, fault.equals("down") ? 500 : 200, JsonUtil.toJson(document));
  }

  // The person at the provider: sends what the browser was sent with, and gets a code.
  private void grant(HttpExchange exchange) throws IOException {
    var form = form(body(exchange));
    try {
      var code = UUID.randomUUID().toString();
      grants.put(
          code,
          new Grant(
              form(form.getOrDefault("query", "")),
              JsonUtil.parseJson(form.getOrDefault("claims", "{}"))));
      answer(exchange, 200, code);
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  private void fault(HttpExchange exchange) throws IOException {
    fault = body(exchange);
    switch (fault) {
      case "new-key", "unpublished-key" -> {
        signing = key();
        if (fault.equals("new-key")) {
          published.add(signing);
        }
      }
      case "publish" -> published.add(signing);
      default -> {} // is looked at when something is asked
    }
    answer(exchange, 200, "");
  }

  private void token(HttpExchange exchange) throws IOException {
    var form = form(body(exchange));
    switch (fault) {
      case "down" -> answer(exchange, 503, "<h1>Down</h1>");
      case "huge" -> answer(exchange, 200, "{\"id_token\":\"" + "x".repeat(3 << 20) + "\"}");
      case "stall" -> stall(exchange);
      case "redirect" -> {
        exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
        answer(exchange, 302, "");
      }
      case "too-many" -> answer(exchange, 429, "Slow down");
      case "no-json" -> answer(exchange, 200, "[]");
      case "no-token" -> answer(exchange, 200, "{\"access_token\":\"a\"}");
      case "garbage" -> answer(exchange, 200, "{\"id_token\":\"a.b\"}");
      default -> exchange(exchange, form);
    }
  }

  private void exchange(HttpExchange exchange, Map<String, String> form) throws IOException {
    var grant = grants.remove(form.getOrDefault("code", ""));
    if (!authenticated(exchange, form)) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (grant == null
        || !form.getOrDefault("redirect_uri", "").equals(grant.asked().get("redirect_uri"))
        || !new Attempt("", "", form.getOrDefault("code_verifier", ""))
            .challenge()
            .equals(grant.asked().get("code_challenge"))) {
      answer(
          exchange,
          400,
          "{\"error\":\"invalid_grant\",\"error_description\":\"<script>alert(1)</script>\"}");
    } else {
      var token = UUID.randomUUID().toString();
      told.put(token, userInfo(grant));
      answer(
          exchange,
          200,
          JsonUtil.toJson(
              Map.of("id_token", sign(grant), "access_token", token, "token_type", "Bearer")));
    }
  }

  private static Map<String, Object> userInfo(Grant grant) {
    var claims = new HashMap<String, Object>();
    claims.put("sub", grant.claims().getOrDefault("sub", "subject-1"));
    if (grant.claims().get("userinfo") instanceof Map<?, ?> more) {
      more.forEach((name, value) -> claims.put((String) name, value));
    }
    return claims;
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    var claims =
        header == null || !header.startsWith("Bearer ") ? null : told.remove(header.substring(7));
    switch (fault) {
      case "userinfo-down" -> answer(exchange, 503, "{}");
      case "userinfo-huge" -> answer(exchange, 200, "{\"a\":\"" + "x".repeat(3 << 20) + "\"}");
      case "userinfo-stall" -> stall(exchange);
      case "userinfo-jwt" -> answer(exchange, 200, "a.b.c");
      default ->
          answer(
              exchange,
              claims == null ? 401 : 200,
              JsonUtil.toJson(claims == null ? Map.of() : claims));
    }
  }

  private boolean authenticated(HttpExchange exchange, Map<String, String> form) {
    if (fault.equals("post")) {
      return CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
    }
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return false;
    }
    var pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    return pair.equals(CLIENT + ":s3cret%2Fwith%2Bsigns");
  }

  private String sign(Grant grant) {
    var now = Instant.now().getEpochSecond();
    var claims = new HashMap<String, Object>();
    claims.put("iss", url().toString());
    claims.put("aud", CLIENT);
    claims.put("sub", "subject-1");
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("nonce", grant.asked().get("nonce"));
    claims.putAll(grant.claims());
    claims.remove("userinfo");
    claims.values().removeIf("absent"::equals);
    try {
      var signature = new JsonWebSignature();
      signature.setPayload(JsonUtil.toJson(claims));
      signature.setKey(signing.getPrivateKey());
      signature.setKeyIdHeaderValue(signing.getKeyId());
      signature.setAlgorithmHeaderValue(fault.equals("rs512") ? "RS512" : "RS256");
      var token = signature.getCompactSerialization();
      return fault.equals("forged") ? token.substring(0, token.length() - 8) + "AAAAAAAA" : token;
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  private static RsaJsonWebKey key() {
    try {
      var key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(UUID.randomUUID().toString());
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  private void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    try (exchange) {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  static Map<String, String> form(String text) {
    var form = new HashMap<String, String>();
    Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> form.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1])));
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      if (bytes.length < (1 << 20)) {
        throw e; // whoever asked for more than they take has gone
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}

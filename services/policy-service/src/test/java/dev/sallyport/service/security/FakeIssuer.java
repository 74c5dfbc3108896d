package dev.sallyport.service.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer on this machine that signs what GitHub would. */
public final class FakeIssuer implements AutoCloseable {
  private final HttpServer server;
  private final CopyOnWriteArrayList<RsaJsonWebKey> published = new CopyOnWriteArrayList<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore stalls = new Semaphore(0);
  private volatile boolean broken;
  private volatile boolean stalled;

  public FakeIssuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // So that an answer that stalls holds up no other.
    server.setExecutor(Thread::startVirtualThread);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url())));
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          answer(exchange, new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY));
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often the keys were fetched. */
  public int fetches() {
    return fetches.get();
  }

  /** From now on, answers nothing but 500. */
  public void breakDown(boolean down) {
    broken = down;
  }

  /** From now on, answers begin and do not end. */
  public void stall(boolean stall) {
    stalled = stall;
  }

  /** Waits until an answer has stalled in its body. */
  public void awaitStall() throws InterruptedException {
    if (!stalls.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody asked");
    }
  }

  /** A new key, among those that the issuer tells of. */
  public RsaJsonWebKey publish(String id) {
    var key = key(id);
    published.add(key);
    return key;
  }

  /** A key that the issuer does not tell of. */
  public static RsaJsonWebKey key(String id) {
    try {
      var key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(id);
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  /** Claims as GitHub makes them for a run of {@code owner/repository}, good for five minutes. */
  public JwtClaims claims(String owner, String repository, Instant now) {
    var claims = new JwtClaims();
    claims.setIssuer(url().toString());
    claims.setAudience("https://github.com/" + owner);
    claims.setSubject("repo:%s/%s:ref:refs/heads/main".formatted(owner, repository));
    claims.setStringClaim("repository", owner + "/" + repository);
    claims.setStringClaim("repository_owner", owner);
    claims.setStringClaim("run_id", "4711");
    claims.setIssuedAt(at(now.minusSeconds(200)));
    claims.setNotBefore(at(now.minusSeconds(300)));
    claims.setExpirationTime(at(now.plusSeconds(300)));
    return claims;
  }

  static NumericDate at(Instant moment) {
    return NumericDate.fromSeconds(moment.getEpochSecond());
  }

  public static String sign(JwtClaims claims, RsaJsonWebKey key, String algorithm) {
    try {
      var signature = new JsonWebSignature();
      signature.setPayload(claims.toJson());
      signature.setKey(key.getPrivateKey());
      signature.setKeyIdHeaderValue(key.getKeyId());
      signature.setAlgorithmHeaderValue(algorithm);
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(broken ? 500 : 200, bytes.length);
      if (stalled) {
        exchange.getResponseBody().write(bytes, 0, 1);
        exchange.getResponseBody().flush();
        stalls.release();
        closing.await();
      }
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}

package dev.sallyport.service.runner;

import static io.restassured.RestAssured.given;

import dev.sallyport.service.BackboneUnderTest;
import dev.sallyport.service.security.FakeIssuer;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Requests as runners, hooks and agents make them, and what an administrator prepares for them. */
final class Clients {
  private static final AtomicInteger OWNERS = new AtomicInteger();

  private Clients() {}

  static String newOwner() {
    return "Runs-%d-%d".formatted(ProcessHandle.current().pid(), OWNERS.incrementAndGet());
  }

  /** Waits until changes can be made: a service that just started cannot yet. */
  static void waitUntilChangesCanBeMade() {
    var until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (given().get("/q/health/group/changes").statusCode() != 200) {
      if (System.nanoTime() > until) {
        throw new AssertionError(given().get("/q/health/group/changes").asString());
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  static RequestSpecification admin() {
    return given()
        .header("Authorization", "Bearer " + BackboneUnderTest.ADMIN)
        .contentType(ContentType.JSON);
  }

  static RequestSpecification runner(String key) {
    return given().header("Authorization", "vm-api-key " + key).header("Source", "github-actions");
  }

  /** Creates or changes a policy, with these C.1 members besides its mode. */
  static void save(String owner, String policy, String members) {
    admin()
        .body("{\"owner\":\"%s\",\"policyName\":\"%s\",%s}".formatted(owner, policy, members))
        .post("/v1/github/{owner}/actions/policies/{policy}", owner, policy)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
  }

  static void attach(String owner, String policy, String attachments) {
    admin()
        .body(attachments)
        .post("/v1/github/{owner}/actions/policies/{policy}/attach", owner, policy)
        .then()
        .statusCode(200);
  }

  /** Issues a key of this JSON; its id and its secret. */
  static Key issue(String owner, String json) {
    var answer =
        admin().body(json).post("/v1/github/{owner}/api-keys", owner).then().statusCode(201);
    return new Key(answer.extract().path("id"), answer.extract().path("key"));
  }

  record Key(String id, String secret) {}

  /** A token as the job's OIDC endpoint gives it to a run of {@code owner/app}. */
  static String token(String owner, Consumer<JwtClaims> change) {
    var config = ConfigProvider.getConfig();
    var now = Instant.now();
    var claims = new JwtClaims();
    claims.setIssuer(config.getValue("sallyport.test.issuer", String.class));
    claims.setAudience("https://github.com/" + owner);
    claims.setSubject("repo:%s/app:ref:refs/heads/main".formatted(owner));
    claims.setStringClaim("repository", owner + "/app");
    claims.setStringClaim("repository_owner", owner);
    claims.setStringClaim("run_id", "4711");
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.plusSeconds(300).getEpochSecond()));
    change.accept(claims);
    try {
      var key =
          new RsaJsonWebKey(
              JsonUtil.parseJson(config.getValue("sallyport.test.issuer.key", String.class)));
      return FakeIssuer.sign(claims, key, AlgorithmIdentifiers.RSA_USING_SHA256);
    } catch (JoseException e) {
      throw new AssertionError(e);
    }
  }
}

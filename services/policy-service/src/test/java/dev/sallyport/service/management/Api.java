package dev.sallyport.service.management;

import static io.restassured.RestAssured.given;

import dev.sallyport.service.BackboneUnderTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Requests as clients make them. */
public final class Api {
  /** The tenant-wide admin key that the service under test begins with. */
  public static final String ADMIN = BackboneUnderTest.ADMIN;

  private static final Duration START = Duration.ofSeconds(90);
  private static final AtomicInteger OWNERS = new AtomicInteger();

  private Api() {}

  /** An organization that no other test knows. */
  public static String newOwner() {
    return "Acme-%d-%d".formatted(ProcessHandle.current().pid(), OWNERS.incrementAndGet());
  }

  /** Waits until the service under test, which starts in the background, can change things. */
  public static void awaitChanges() {
    var end = Instant.now().plus(START);
    int status;
    do {
      status = given().get("/q/health/group/changes").statusCode();
      if (status == 200) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    } while (Instant.now().isBefore(end));
    throw new AssertionError("No changes can be made after %s: %d".formatted(START, status));
  }

  public static RequestSpecification admin() {
    return as(ADMIN);
  }

  public static RequestSpecification as(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  /** As the Terraform provider sends it: the content type on every request. */
  public static RequestSpecification terraform() {
    return admin().header("User-Agent", "Go-http-client/1.1").contentType(ContentType.JSON);
  }

  public static RequestSpecification yaml(String text) {
    return admin().contentType("application/yaml").body(text.getBytes(StandardCharsets.UTF_8));
  }

  public static RequestSpecification json(String text) {
    return admin().contentType(ContentType.JSON).body(text);
  }

  public static String policies(String owner) {
    return "/v1/github/%s/actions/policies".formatted(owner);
  }

  public static String policy(String owner, String name) {
    return policies(owner) + "/" + name;
  }

  /** Saves a policy that blocks all but these endpoints. */
  public static void block(String owner, String name, String endpoints) {
    yaml("egress-policy: block\nallowed-endpoints: >\n  %s\n".formatted(endpoints))
        .put(policy(owner, name))
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
  }

  public static void audit(String owner, String name) {
    yaml("egress-policy: audit\n")
        .put(policy(owner, name))
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
  }
}

package dev.sallyport.service.instances;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an instance that has others answers to whom. */
@QuarkusTest
@TestProfile(AnsweringInstancesTest.OneOfSeveral.class)
class AnsweringInstancesTest {
  private static final String SECRET = "a-secret-that-all-instances-of-this-test-have";
  private static final String ASKED = "/internal/rows/history/3?order=ascending&first=YQ&last=eg";

  public static final class OneOfSeveral implements QuarkusTestProfile {
    private final InMemory memory = new InMemory();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return memory.getEnabledAlternatives();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      var all = new HashMap<>(memory.getConfigOverrides());
      all.put("sallyport.session.secret", SECRET);
      all.put("sallyport.instance.address", "127.0.0.1:8080");
      return all;
    }
  }

  private static String signed(String asked) {
    return new InstanceSignature(SECRET.getBytes(StandardCharsets.US_ASCII))
        .of(asked, Instant.now());
  }

  @Test
  void nobody_but_an_instance_is_answered() {
    given().urlEncodingEnabled(false).get(ASKED).then().statusCode(401);
    Api.admin().urlEncodingEnabled(false).get(ASKED).then().statusCode(401);
    given()
        .urlEncodingEnabled(false)
        .header(InstanceSignature.HEADER, signed(ASKED.replace("/3", "/4")))
        .get(ASKED)
        .then()
        .statusCode(401);
  }

  @Test
  void what_is_not_here_is_said_to_be_away() {
    given()
        .urlEncodingEnabled(false)
        .header(InstanceSignature.HEADER, signed(ASKED))
        .get(ASKED)
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("detail", containsString("Partition 3 of history is not here"));
  }

  @Test
  void what_no_instance_asks_is_refused() {
    var asked = ASKED.replace("ascending", "sideways");
    given()
        .urlEncodingEnabled(false)
        .header(InstanceSignature.HEADER, signed(asked))
        .get(asked)
        .then()
        .statusCode(400);
  }
}

package dev.sallyport.service.instances;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
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
  private static final String PATH = "/internal/rows/history/3";
  private static final String ROWS = "ascending,YQ,eg,-";

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

  private static Response asked(String rows, String signed) {
    return given()
        .header(RowQuestions.HEADER, rows)
        .header(
            InstanceSignature.HEADER,
            new InstanceSignature(SECRET.getBytes(StandardCharsets.US_ASCII))
                .of(signed, Instant.now()))
        .get(PATH);
  }

  @Test
  void nobody_but_an_instance_is_answered() {
    given().header(RowQuestions.HEADER, ROWS).get(PATH).then().statusCode(401);
    Api.admin().header(RowQuestions.HEADER, ROWS).get(PATH).then().statusCode(401);
    asked(ROWS, PATH + "4 " + ROWS).then().statusCode(401);
    asked("descending,YQ,eg,-", PATH + " " + ROWS).then().statusCode(401);
  }

  @Test
  void what_is_not_here_is_said_to_be_away() {
    asked(ROWS, PATH + " " + ROWS)
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("detail", containsString("Partition 3 of history is not here"));
  }

  @Test
  void what_no_instance_asks_is_refused() {
    asked("sideways,YQ,eg,-", PATH + " sideways,YQ,eg,-").then().statusCode(400);
  }

  @Test
  void keys_may_be_longer_than_a_request_line() {
    var rows = "ascending,%s,eg,-".formatted("YWFh".repeat(3_000));
    asked(rows, PATH + " " + rows).then().statusCode(503);
  }
}

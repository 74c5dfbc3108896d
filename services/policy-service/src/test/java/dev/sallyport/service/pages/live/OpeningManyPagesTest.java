package dev.sallyport.service.pages.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class OpeningManyPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String owner = Api.newOwner();

  @Test
  void all_hear_of_a_change_and_more_than_there_is_room_for_are_told_so() throws Exception {
    Api.audit(owner, "p");
    var runner = Browsing.key(owner, "runner");
    var readers =
        Stream.generate(() -> Browsing.key(owner, "read-only"))
            .limit(OpenPages.MOST / OpenPages.MOST_OF_ONE)
            .toList();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var open = new ArrayList<BufferedReader>();
      try {
        var before = 0L;
        for (var reader : readers) {
          for (var j = 0; j < OpenPages.MOST_OF_ONE; j++) {
            var page = open(client, reader);
            open.add(page);
            before = FollowingChangesTest.next(page);
          }
          refused(reader);
        }
        assertThat(listening()).isEqualTo(OpenPages.MOST);
        refused(Api.ADMIN);
        assertThat(lookUp(runner)).isEqualTo(404);
        Api.block(owner, "p", "github.com:443");

        for (var page : open) {
          assertThat(heard(page, before)).isEqualTo(before + 1);
        }
        assertThat(lookUp(runner)).isEqualTo(404);
      } finally {
        close(open);
      }
    }
    awaitNoneListening();
  }

  private void refused(String key) {
    Browsing.get(key, "/github/%s/actions/changes".formatted(owner))
        .statusCode(503)
        .header("Retry-After", equalTo("60"));
  }

  private BufferedReader open(HttpClient client, String key) throws Exception {
    var answer = client.send(FollowingChangesTest.asked(owner, key), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  // A beat in between repeats what was known before.
  private static long heard(BufferedReader page, long before) throws Exception {
    var sequence = before;
    while (sequence == before) {
      sequence = FollowingChangesTest.next(page);
    }
    return sequence;
  }

  // No policy is attached, which is what 404 says.
  private int lookUp(String runner) {
    return given()
        .header("Authorization", "vm-api-key " + runner)
        .get(
            "/v1/github/%s/app/actions/policies/workflow-policy?workflow=ci.yml&run_id=1&correlationId=c"
                .formatted(owner))
        .statusCode();
  }

  private static double listening() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("sallyport_pages_listening "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private static void close(List<BufferedReader> pages) throws IOException {
    for (var page : pages) {
      page.close();
    }
  }

  private static void awaitNoneListening() {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (listening() > 0) {
      assertThat(System.nanoTime()).as("pages are counted that were closed").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}

package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What whoever may read costs others: a bounded amount of memory, and no lookup. */
@QuarkusTest
@TestProfile(InMemory.class)
class ReadingMuchOfThePastTest {
  private static final int MOST_BYTES = 3 * 1024 * 1024;

  private final MemoryEngine engine;
  private final String owner = Api.newOwner();
  private final String policy = Api.policy(owner, "p1");
  private final String audit = "/v1/github/%s/actions/audit-log".formatted(owner);
  private final String lookup =
      "/v1/github/%s/app/actions/policies/workflow-policy?workflow=ci.yml".formatted(owner);

  @Inject
  ReadingMuchOfThePastTest(MemoryEngine engine) {
    this.engine = engine;
  }

  // Sixty updates, each with 200 KiB before and after.
  private void updateOften() {
    for (var i = 0; i <= 60; i++) {
      Api.yaml("egress-policy: audit\n# %d %s\n".formatted(i, "x".repeat(200 * 1024))).put(policy);
    }
  }

  @Test
  void bounds_every_page_by_bytes() {
    updateOften();
    var all = LongStream.rangeClosed(1, 62).boxed().toList().reversed();

    assertThat(sequences(policy + "/history")).isEqualTo(all.subList(0, 61));
    assertThat(sequences(audit)).isEqualTo(all);
    assertThat(sequences(audit + "?type=Policy Created")).containsExactly(2L);
    assertThat(Api.admin().get(policy + "/versions?limit=200").asByteArray().length)
        .isLessThan(MOST_BYTES);
    assertThat(Api.admin().get(audit + "?format=ndjson").asString().lines()).hasSize(62);
    assertThat(Api.admin().get(audit + "?format=csv").asString().lines()).hasSize(63);
  }

  private static List<Long> sequences(String path) {
    var sequences = new ArrayList<Long>();
    @Nullable String next = null;
    do {
      var request = Api.admin().queryParam("limit", 200);
      var answer = (next == null ? request : request.queryParam("cursor", next)).get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.contentType()).startsWith("application/json");
      assertThat(answer.asByteArray().length).isLessThan(MOST_BYTES);
      JsonPath page = answer.jsonPath();
      sequences.addAll(page.getList("entries.sequence", Long.class));
      next = page.getString("next");
    } while (next != null);
    return sequences;
  }

  @Test
  void answers_503_when_too_many_read_and_lookups_all_the_same() throws Exception {
    Api.audit(owner, "p1");
    Api.json("{\"org\": {\"name\": \"%s\", \"apply_to_org\": true}}".formatted(owner))
        .post(policy + "/attach")
        .then()
        .statusCode(200);
    var runner =
        Api.json("{\"kind\": \"runner\", \"name\": \"r\"}")
            .post("/v1/github/%s/api-keys".formatted(owner))
            .jsonPath()
            .getString("key");

    var release = engine.past().hold();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading =
          IntStream.range(0, CostlyReads.PAGES)
              .mapToObj(i ->
                  threads.submit(() -> Api.admin().get(i % 2 == 0 ? audit : policy + "/history")))
              .toList();
      awaitHeld(CostlyReads.PAGES);

      for (var path :
          List.of(
              audit,
              audit + "/1",
              policy + "/history",
              policy + "/versions",
              policy + "/diff?from=1&to=1",
              "/v1/github/%s/app/actions/policies/workflow-policy/explain?at=2030-01-01T00:00:00Z"
                  .formatted(owner))) {
        Api.admin()
            .get(path)
            .then()
            .statusCode(503)
            .header("Retry-After", "1")
            .contentType("application/problem+json");
      }
      RestAssured.given()
          .header("Authorization", "vm-api-key " + runner)
          .get(lookup)
          .then()
          .statusCode(200)
          .body("policy_name", containsString("p1"));
      Api.admin().get(Api.policies(owner)).then().body("entries.policyName", hasItem("p1"));

      release.countDown();
      for (var answer : reading) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    } finally {
      release.countDown();
    }
    for (var i = 0; i < 3 * CostlyReads.PAGES; i++) {
      Api.admin().get(audit).then().statusCode(200);
      Api.admin().get(audit + "?format=csv").then().statusCode(200);
    }
  }

  @Test
  void waits_for_clients_that_do_not_read_and_is_done_with_those_that_are_gone() throws Exception {
    updateOften();
    var export = audit + "?format=ndjson";

    var idle = new ArrayList<Socket>();
    try {
      for (var i = 0; i < CostlyReads.EXPORTS; i++) {
        idle.add(beginning(export));
      }
      Api.admin().get(export).then().statusCode(503).header("Retry-After", "1");
      Api.admin().get(audit).then().statusCode(200);
    } finally {
      for (var socket : idle) {
        socket.close();
      }
    }
    var end = Instant.now().plusSeconds(20);
    while (Api.admin().get(export).statusCode() != 200) {
      assertThat(Instant.now()).as("the places are free again").isBefore(end);
    }
  }

  /**
   * A connection whose answer has begun, and of which no more is read: no buffer takes it whole.
   */
  private static Socket beginning(String path) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, Api.ADMIN)
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 200");
    return socket;
  }

  private void awaitHeld(int count) {
    var end = Instant.now().plusSeconds(20);
    while (engine.past().held() < count) {
      assertThat(Instant.now()).as("reads are held").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}

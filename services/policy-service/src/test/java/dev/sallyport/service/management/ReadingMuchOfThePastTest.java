package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
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

  @Test
  void bounds_every_page_by_bytes() {
    for (var i = 0; i <= 60; i++) {
      Api.yaml("egress-policy: audit\n# %d %s\n".formatted(i, "x".repeat(200 * 1024))).put(policy);
    }
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
      io.restassured.RestAssured.given()
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

  private void awaitHeld(int count) {
    var end = Instant.now().plusSeconds(20);
    while (engine.past().held() < count) {
      assertThat(Instant.now()).as("reads are held").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}

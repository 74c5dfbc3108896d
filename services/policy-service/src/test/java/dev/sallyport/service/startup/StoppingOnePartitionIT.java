package dev.sallyport.service.startup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.BackboneUnderTest;
import dev.sallyport.service.OnKafkaOfItsOwn;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * A running service whose decider ends, and whose next one finds a record in its state that cannot
 * be.
 */
@QuarkusTest
@TestProfile(OnKafkaOfItsOwn.class)
class StoppingOnePartitionIT {
  private static final int PARTITIONS = 3;
  private static final int SPOILT_PARTITION = 1;
  private static final String LOOKUP =
      "/v1/github/{owner}/app/actions/policies/workflow-policy?workflow=ci.yml";

  private final KafkaEngine engine;
  private final String bootstrapServers;

  private final String spoilt = organization(SPOILT_PARTITION, 0);
  private final String neighbour = organization(SPOILT_PARTITION, 1);
  private final String elsewhere = organization(SPOILT_PARTITION + 1, 0);

  @Inject
  StoppingOnePartitionIT(
      Engine engine,
      @ConfigProperty(name = "sallyport.kafka.bootstrap.servers") String bootstrapServers) {
    this.engine = (KafkaEngine) engine;
    this.bootstrapServers = bootstrapServers;
  }

  @Test
  void stops_only_the_changes_of_that_partition_and_says_so() throws Exception {
    Soon.is("changes can be made", () -> changes().statusCode() == 200);
    var keyOfSpoilt = prepared(spoilt);
    var keyOfNeighbour = prepared(neighbour);
    var keyOfElsewhere = prepared(elsewhere);

    spoil();
    endTheDecider();
    assertThat(lookUp(spoilt, keyOfSpoilt)).isEqualTo(200);
    Soon.is("another decider is there", () -> changes().statusCode() == 200);

    save(spoilt, "audit")
        .then()
        .statusCode(503)
        .body("type", equalTo("/docs/problems#changes-stopped"));

    changes()
        .then()
        .statusCode(503)
        .body("checks[0].data.reason", containsString("policy-commands-" + SPOILT_PARTITION));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("sallyport_partitions_stopped{part=\"decider\"} 1.0"));
    assertThat(lookUp(spoilt, keyOfSpoilt)).isEqualTo(200);
    assertThat(lookUp(neighbour, keyOfNeighbour)).isEqualTo(200);
    assertThat(lookUp(elsewhere, keyOfElsewhere)).isEqualTo(200);
    given().get("/q/health/ready").then().statusCode(200);
    save(neighbour, "audit").then().statusCode(503);
    save(elsewhere, "audit").then().statusCode(200);
  }

  private static Response changes() {
    return given().get("/q/health/group/changes");
  }

  /** The name of an organization on that partition. */
  private static String organization(int partition, int index) {
    return IntStream.range(0, 1_000)
        .mapToObj(number -> "org-" + number)
        .filter(name -> OwnerPartition.of(Owner.organization(name), PARTITIONS) == partition)
        .skip(index)
        .findFirst()
        .orElseThrow();
  }

  /** A policy that stands at the whole organization; answers with a runner's key. */
  private static String prepared(String organization) {
    save(organization, "block").then().statusCode(201);
    admin()
        .contentType("application/json")
        .body("{\"org\": {\"name\": \"%s\", \"apply_to_org\": true}}".formatted(organization))
        .put("/v1/github/{owner}/actions/policies/p/attachments", organization)
        .then()
        .statusCode(200);
    String key =
        admin()
            .contentType("application/json")
            .body("{\"kind\": \"runner\", \"name\": \"r\"}")
            .post("/v1/github/{owner}/api-keys", organization)
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    assertThat(lookUp(organization, key)).isEqualTo(200);
    return key;
  }

  private static Response save(String organization, String mode) {
    return admin()
        .contentType("application/yaml")
        .body(
            "egress-policy: %s\nallowed-endpoints: a.example\n"
                .formatted(mode)
                .getBytes(StandardCharsets.UTF_8))
        .put("/v1/github/{owner}/actions/policies/p", organization);
  }

  private static int lookUp(String organization, String key) {
    return given()
        .header("Authorization", "vm-api-key " + key)
        .get(LOOKUP, organization)
        .statusCode();
  }

  private static RequestSpecification admin() {
    return given().header("Authorization", "Bearer " + BackboneUnderTest.ADMIN);
  }

  private void spoil() throws Exception {
    var owner = Owner.organization(spoilt);
    var key = new StateKey(owner, new BookKey.PolicyKey(new PolicyName("p"))).encode();
    try (var producer =
        KafkaClients.of(bootstrapServers).producer("spoiling", Duration.ofSeconds(30))) {
      var record =
          new ProducerRecord<>(
              new Topics("").policyState().name(), SPOILT_PARTITION, key, new byte[] {1, 2, 3});
      var _ = producer.send(record).get(30, TimeUnit.SECONDS);
    }
  }

  private void endTheDecider() {
    var ending = Objects.requireNonNull(engine.decider());
    ending.close();
    changes().then().statusCode(503);
    Soon.is("another decider was begun", () -> engine.decider() != ending);
  }
}

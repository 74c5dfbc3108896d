package dev.sallyport.sink.archive;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Neither Kafka nor a registry nor a bucket is there. */
@QuarkusTest
@TestProfile(StartingWithoutServersTest.Nowhere.class)
class StartingWithoutServersTest {
  public static final class Nowhere implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      var settings = new HashMap<String, String>();
      settings.put("sallyport.kafka.bootstrap.servers", "127.0.0.1:1");
      settings.put("sallyport.schema.registry.url", "http://127.0.0.1:1");
      settings.put("sallyport.sinks.secrets-key", "of-a-test-and-of-no-installation-at-all");
      settings.put("sallyport.archive.bucket", "acme-audit");
      settings.put("sallyport.archive.endpoint", "http://127.0.0.1:1");
      settings.put("sallyport.archive.access-key-id", "AKIA");
      settings.put("sallyport.archive.secret-access-key", "very/secret");
      return settings;
    }
  }

  @Test
  void starts_and_is_up_itself_and_tells_that_it_is_on() {
    var ready = get("/q/health/ready");

    ready
        .then()
        .body("checks.find { it.name == 'archive' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'archive' }.data.on", equalTo(true));
    assertThat(ready.asString()).doesNotContain("very/secret");
  }

  @Test
  void counts_from_the_start() {
    get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("sallyport_archive_objects_total{topic=\"policy-events\"} 0.0"))
        .body(containsString("sallyport_archive_records_total{topic=\"detections\"} 0.0"))
        .body(containsString("sallyport_archive_lag_records{topic=\"policy-events\"} 0.0"))
        .body(containsString("sallyport_archive_oldest_seconds{topic=\"policy-events\"} 0.0"))
        .body(containsString("sallyport_archive_failures_total 0.0"))
        .body(containsString("sallyport_archive_resting_partitions 0.0"));
  }
}

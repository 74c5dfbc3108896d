package dev.sallyport.service.telemetry;

import static io.restassured.RestAssured.given;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.management.Api;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.UUID;

/** A job of a new organization, and what the action and the open-source agent send for it. */
final class Agent {
  static final String RUN = "4711";
  private static final String MONITOR = "/v1/github/{owner}/{repo}/actions/runs/{run}/monitor";
  private static final String REPORT = "/v1/github/{owner}/{repo}/actions/jobs/{cid}/{kind}";

  final String owner = Api.newOwner();
  final String repo = "App";
  final String correlation = UUID.randomUUID().toString();

  RepositoryFullName repository() {
    return RepositoryFullName.of(owner, repo);
  }

  /** As a request comes from an address, through a trusted proxy. */
  static RequestSpecification from(String address) {
    return given().header("X-Forwarded-For", address).contentType(ContentType.JSON);
  }

  ValidatableResponse monitor(RequestSpecification request, String body) {
    return request.body(body).post(MONITOR, owner, repo, RUN).then();
  }

  ValidatableResponse monitor(RequestSpecification request) {
    return monitor(
        request, "{\"correlation_id\": \"%s\", \"job\": \"build\"}".formatted(correlation));
  }

  /** Its one-time key. */
  String key() {
    return monitor(from("192.0.2.1")).statusCode(200).extract().path("one_time_key");
  }

  /** A runner key of its organization, bound to the cluster prod. */
  String runnerKey() {
    return Api.json("{\"kind\": \"runner\", \"name\": \"r\", \"cluster\": \"prod\"}")
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  ValidatableResponse report(String kind, String key, byte[] body) {
    return from("192.0.2.1")
        .header("x-one-time-key", key)
        .body(body)
        .post(REPORT, owner, repo, correlation, kind)
        .then();
  }

  ValidatableResponse report(String kind, String key, String body) {
    return report(kind, key, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static String dns(String domain, String time) {
    return "{\"domainName\": \"%s\", \"ipAddress\": \"104.16.1.34\", \"timestamp\": \"%s\"}"
        .formatted(domain, time);
  }

  static String now() {
    return Instant.now().toString();
  }
}

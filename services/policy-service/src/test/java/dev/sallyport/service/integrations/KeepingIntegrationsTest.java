package dev.sallyport.service.integrations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.topology.secrets.SecretsName;
import dev.sallyport.topology.submit.Commands.Unanswered;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integrations as clients of the API keep them; who may is in {@code who-may-call-what.txt}. */
@QuarkusTest
@TestProfile(InMemory.class)
class KeepingIntegrationsTest {
  private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";
  private static final String MINE = signing('a');
  private static final String NEXT = signing('b');

  private final Play play = new Play();
  private final Owner owner = Owner.organization(play.owner());

  @Inject MemoryEngine engine;

  @BeforeEach
  void the_organization_is_there() {
    play.begin();
  }

  @AfterEach
  void commands_are_decided_again() {
    engine.decideAgain(owner);
  }

  private static String signing(char of) {
    return "whsec_"
        + Base64.getEncoder()
            .encodeToString(String.valueOf(of).repeat(32).getBytes(StandardCharsets.UTF_8));
  }

  /** All that is kept for the organization. */
  private List<Map.Entry<SecretsName, Map<String, String>>> kept() {
    return engine.secrets().kept().entrySet().stream()
        .filter(each -> each.getKey().owner().equals(owner))
        .toList();
  }

  /** The one version that is kept, under the name that the book has. */
  private Map<String, String> secrets(String id) {
    var integration =
        engine.view().read(owner, book -> book.integration(new IntegrationId(id))).integration();
    assertThat(kept())
        .singleElement()
        .extracting(Map.Entry::getKey)
        .isEqualTo(SecretsName.of(owner, integration));
    return kept().getFirst().getValue();
  }

  private static String webhook(String more) {
    return """
    {"name": "SIEM", "type": "webhook", "url": "https://siem.example/hooks",
     "events": ["policy-updated"]%s}\
    """
        .formatted(more.isEmpty() ? "" : ", " + more);
  }

  /** Everything that can be read of the organization. */
  private String read(String id) {
    var all = new StringBuilder();
    for (var path :
        List.of(
            play.path(),
            play.path(id),
            play.path(id) + "/deliveries",
            "/v1/github/%s/actions/audit-log".formatted(play.owner()),
            "/v1/github/%s/actions/audit-log?format=csv".formatted(play.owner()))) {
      all.append(Api.admin().get(path).asString());
    }
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource("dev.sallyport.service.integrations.Play#everyType")
  void adds_each_type_and_tells_no_secret_of_it(String body) {
    var added = play.add(body).then().statusCode(201).header("Cache-Control", "no-store");

    String id = added.extract().path("id");
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(added.extract().asString()).doesNotContain(Play.IN_EVERY_SECRET);
    assertThat(read(id)).contains(id).doesNotContain(Play.IN_EVERY_SECRET, "whsec_");
    Api.admin()
        .get(play.path(id))
        .then()
        .statusCode(200)
        .body("state", equalTo("active"))
        .body("createdBy.name", equalTo("bootstrap"))
        .body("$", not(hasKey("signingSecret")))
        .body("$", not(hasKey("health")));
    Api.admin().get(play.path()).then().body("integrations.id", contains(id));
  }

  @Test
  void tells_what_was_asked_for() {
    var id = play.added(Play.WEBHOOK);

    Api.admin()
        .get(play.path(id))
        .then()
        .body("name", equalTo("SIEM"))
        .body("type", equalTo("webhook"))
        .body("url", equalTo("https://siem.example/hooks"))
        .body("headers", contains("Authorization", "X-Team"))
        .body("events", contains("policy-updated", "blocked-call"))
        .body("repositories", contains("app"))
        .body("secretsFingerprint", matchesPattern("[0-9a-f]{16}"));
    var mail = play.added(Play.EMAIL);
    Api.admin()
        .get(play.path(mail))
        .then()
        .body("recipients", contains("a@example.com", "b@example.com"))
        .body("$", not(hasKey("secretsFingerprint")))
        .body("$", not(hasKey("url")));
    Api.admin()
        .get(play.path(play.added(Play.BOT)))
        .then()
        .body("channel", equalTo("#ci"))
        .body("$", not(hasKey("headers")));
    Api.admin().get(play.path()).then().body("integrations.name", contains("Bot", "Mail", "SIEM"));
  }

  @Test
  void shows_a_signing_secret_that_it_made_once() {
    var added = play.add(Play.WEBHOOK).then().statusCode(201).extract();
    String secret = added.path("signingSecret");
    String id = added.path("id");

    assertThat(secret).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
    assertThat(secrets(id))
        .isEqualTo(
            Map.of(
                "signing-secret",
                secret,
                "header:authorization",
                "Bearer header-secret-one",
                "header:x-team",
                "header-secret-team"));
    assertThat(read(id)).doesNotContain(secret, secret.substring(6));
    String other = play.add(Play.WEBHOOK).path("signingSecret");
    assertThat(other).startsWith("whsec_").isNotEqualTo(secret);
  }

  @Test
  void shows_no_signing_secret_that_was_given() {
    play.add(webhook("\"signingSecret\": \"%s\"".formatted(MINE)))
        .then()
        .statusCode(201)
        .body("$", not(hasKey("signingSecret")));

    assertThat(kept())
        .singleElement()
        .satisfies(each -> assertThat(each.getValue()).isEqualTo(Map.of("signing-secret", MINE)));
  }

  @Test
  void adds_one_integration_for_repeats_under_an_idempotency_key() {
    var first = keyed(Play.WEBHOOK).then().statusCode(201).extract();
    String id = first.path("id");
    var before = secrets(id);

    keyed(Play.WEBHOOK)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", equalTo(id))
        .body("$", not(hasKey("signingSecret")));
    keyed(Play.WEBHOOK.replace("header-secret-one", "header-secret-two"))
        .then()
        .statusCode(422)
        .body("type", endsWith("#idempotency-key-reused"));

    assertThat(secrets(id)).isEqualTo(before);
    Api.admin().get(play.path()).then().body("integrations", hasSize(1));
    Api.admin().delete(play.path(id)).then().statusCode(204);
    keyed(Play.WEBHOOK).then().statusCode(404);
    assertThat(kept()).isEmpty();
  }

  private Response keyed(String body) {
    return Api.json(body).header("Idempotency-Key", "again").post(play.path());
  }

  @Test
  void keeps_secrets_that_a_replacement_leaves_out() {
    var id = play.added(Play.WEBHOOK);
    var before = secrets(id);
    String fingerprint = Api.admin().get(play.path(id)).path("secretsFingerprint");

    play.change(id, webhook("").replace("SIEM", "Other"))
        .then()
        .statusCode(200)
        .body("name", equalTo("Other"))
        .body("headers", contains("Authorization", "X-Team"))
        .body("repositories", empty())
        .body("secretsFingerprint", equalTo(fingerprint))
        .body("$", not(hasKey("signingSecret")));

    assertThat(secrets(id)).isEqualTo(before);
  }

  @Test
  void sends_no_kept_credential_to_another_receiver() {
    var id = play.added(Play.WEBHOOK);
    String url = Api.admin().get(play.path(id)).path("url");

    play.change(id, webhook("").replace(url, "https://elsewhere.example/hook"))
        .then()
        .statusCode(400)
        .body("detail", startsWith("headers.Authorization must be there"));
    Api.admin().get(play.path(id)).then().body("url", equalTo(url));
  }

  @Test
  void keeps_the_value_of_a_header_that_is_null() {
    var id = play.added(Play.WEBHOOK);

    play.change(id, webhook("\"headers\": {\"authorization\": null, \"X-New\": \"new-secret\"}"))
        .then()
        .statusCode(200)
        .body("headers", contains("X-New", "authorization"));

    assertThat(secrets(id))
        .containsEntry("header:authorization", "Bearer header-secret-one")
        .containsEntry("header:x-new", "new-secret")
        .doesNotContainKey("header:x-team")
        .containsKey("signing-secret");
    play.change(id, webhook("\"headers\": {\"X-Unknown\": null}"))
        .then()
        .statusCode(400)
        .body("detail", startsWith("headers.X-Unknown must be there"));
  }

  @Test
  void changes_a_signing_secret_with_both_in_use_for_a_while() {
    var id = play.added(webhook("\"signingSecret\": \"%s\"".formatted(MINE)));

    play.change(
            id,
            webhook(
                "\"signingSecret\": \"%s\", \"previousSigningSecret\": \"%s\""
                    .formatted(NEXT, MINE)))
        .then()
        .statusCode(200)
        .body("$", not(hasKey("signingSecret")));
    assertThat(secrets(id))
        .isEqualTo(Map.of("signing-secret", NEXT, "previous-signing-secret", MINE));

    play.change(id, webhook("")).then().statusCode(200);
    assertThat(secrets(id)).as("left out: they stay").containsKey("previous-signing-secret");

    play.change(id, webhook("\"previousSigningSecret\": \"\"")).then().statusCode(200);
    assertThat(secrets(id)).isEqualTo(Map.of("signing-secret", NEXT));
    assertThat(read(id)).doesNotContain(MINE, NEXT);
  }

  @Test
  void replaces_secrets_under_a_version_of_their_own_and_removes_the_old() {
    var id = play.added(Play.SLACK);
    var before = kept().getFirst().getKey();
    String fingerprint = Api.admin().get(play.path(id)).path("secretsFingerprint");

    play.change(id, Play.SLACK.replace("slack-secret", "next-secret"))
        .then()
        .statusCode(200)
        .body("secretsFingerprint", not(equalTo(fingerprint)));

    assertThat(secrets(id)).containsValue("https://hooks.slack.example/services/T0/B0/next-secret");
    assertThat(kept().getFirst().getKey().version()).isNotEqualTo(before.version());
    var after = kept().getFirst().getKey();
    play.change(id, Play.SLACK.replace("slack-secret", "next-secret")).then().statusCode(200);
    assertThat(kept().getFirst().getKey()).as("so already: nothing is written").isEqualTo(after);
  }

  @Test
  void gives_secrets_of_one_type_to_no_other() {
    var id = play.added(Play.SLACK);

    play.change(id, Play.TEAMS.replaceAll("(?s)\"address\".*?,", ""))
        .then()
        .statusCode(400)
        .body("detail", startsWith("address must be there"));
    play.change(id, webhook(""))
        .then()
        .statusCode(200)
        .body("type", equalTo("webhook"))
        .body("signingSecret", startsWith("whsec_"));

    assertThat(secrets(id)).containsOnlyKeys("signing-secret");
    play.change(id, Play.EMAIL).then().statusCode(200);
    assertThat(kept()).as("mail has none").isEmpty();
  }

  @Test
  void a_repeat_of_an_earlier_change_does_not_touch_the_secrets_of_a_later_one() {
    var id = play.added(Play.SLACK);
    var first = Play.SLACK.replace("slack-secret", "first-secret");
    changeKeyed(id, first).then().statusCode(200);
    play.change(id, Play.SLACK.replace("slack-secret", "second-secret")).then().statusCode(200);

    changeKeyed(id, first).then().statusCode(200);

    assertThat(secrets(id))
        .containsValue("https://hooks.slack.example/services/T0/B0/second-secret");
  }

  private Response changeKeyed(String id, String body) {
    return Api.json(body).header("Idempotency-Key", "change").put(play.path(id));
  }

  @Test
  void removes_secrets_of_what_was_refused_and_keeps_those_of_what_may_be_done() {
    play.add(Play.SLACK.replace("policy-created", "no-such-event")).then().statusCode(400);
    assertThat(kept()).isEmpty();

    engine.fail(owner, submission -> new Unanswered(submission, "a test"));
    play.add(Play.SLACK).then().statusCode(504);
    assertThat(kept()).as("it may be added yet").hasSize(1);
  }

  @Test
  void keeps_both_versions_where_it_is_not_known_which_one_counts() {
    var id = play.added(Play.SLACK);
    engine.fail(owner, submission -> new Unanswered(submission, "a test"));

    play.change(id, Play.SLACK.replace("slack-secret", "next-secret")).then().statusCode(504);

    assertThat(kept()).hasSize(2);
  }

  @Test
  void makes_no_signing_secret_in_place_of_one_that_is_not_read_yet() {
    var id = play.added(webhook(""));
    var name = kept().getFirst();
    engine.secrets().remove(name.getKey());

    play.change(id, webhook("").replace("SIEM", "Other")).then().statusCode(503);
    assertThat(kept()).isEmpty();

    play.change(id, webhook("\"signingSecret\": \"%s\"".formatted(NEXT))).then().statusCode(200);
    assertThat(secrets(id)).isEqualTo(Map.of("signing-secret", NEXT));
  }

  @Test
  void pauses_and_activates() {
    var id = play.added(Play.SLACK);
    var before = secrets(id);
    var without = Play.SLACK.replaceAll("(?s)\"address\".*?,", "");

    play.change(id, without.replace("}", ", \"paused\": true}"))
        .then()
        .statusCode(200)
        .body("state", equalTo("paused"));
    for (var operation : List.of("/test", "/replay")) {
      Api.json("{\"fromSequence\": 1}")
          .post(play.path(id) + operation)
          .then()
          .statusCode(409)
          .body("type", endsWith("#integration-inactive"));
    }
    play.change(id, without).then().statusCode(200).body("state", equalTo("active"));

    assertThat(secrets(id)).isEqualTo(before);
    Api.admin().post(play.path(id) + "/test").then().statusCode(202);
  }

  @Test
  void removes_an_integration_with_its_secrets() {
    var id = play.added(Play.WEBHOOK);

    Api.admin().delete(play.path(id)).then().statusCode(204);

    assertThat(kept()).isEmpty();
    Api.admin().get(play.path()).then().body("integrations", empty());
    assertThat(
            Api.admin()
                .get("/v1/github/%s/actions/audit-log?limit=1".formatted(play.owner()))
                .asString())
        .contains("Integration Removed", id);
  }

  @Test
  void knows_no_integration_that_was_never_added() {
    var body = "{\"fromSequence\": 1}";
    for (var answer :
        List.of(
            Api.admin().get(play.path(UNKNOWN)),
            Api.admin().get(play.path(UNKNOWN) + "/deliveries"),
            play.change(UNKNOWN, Play.SLACK),
            Api.admin().delete(play.path(UNKNOWN)),
            Api.admin().post(play.path(UNKNOWN) + "/test"),
            Api.json(body).post(play.path(UNKNOWN) + "/replay"))) {
      answer.then().statusCode(404).body("type", endsWith("#unknown-integration"));
    }
    Api.admin().get(play.path("1")).then().statusCode(400).body("type", endsWith("#invalid-name"));
    assertThat(kept()).isEmpty();
  }

  @Test
  void sends_a_test_and_tells_of_it_in_the_log() {
    var id = play.added(Play.SLACK);

    Api.admin()
        .post(play.path(id) + "/test")
        .then()
        .statusCode(202)
        .header("X-Command-Id", matchesPattern("[0-9a-f-]{36}"));

    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(play.owner()))
        .then()
        .body("entries[0].type", equalTo("Integration Tested"))
        .body("entries[0].change.integrationId", equalTo(id))
        .body("entries[0].change.name", equalTo("Slack"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"delivery\": \"0123456789abcdef0123456789abcdef\"} | delivery",
        "{\"since\": \"2026-01-01T00:00:00Z\"}                | since",
        "{\"fromSequence\": 7}                                | fromSequence",
      })
  void delivers_again_and_tells_what_in_the_log(String body, String member) {
    var id = play.added(Play.SLACK);

    Api.json(body).post(play.path(id) + "/replay").then().statusCode(202);

    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(play.owner()))
        .then()
        .body("entries[0].type", equalTo("Deliveries Replayed"))
        .body("entries[0].change." + member, not(equalTo(null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"since\": \"2026-01-01T00:00:00Z\", \"fromSequence\": 1}",
        "{\"since\": \"yesterday\"}",
        "{\"delivery\": \"1\"}",
        "{\"fromSequence\": 0}",
        "{\"fromSequence\": -1}",
        "{\"from\": 1}"
      })
  void refuses_a_replay_of_nothing_in_particular(String body) {
    var id = play.added(Play.SLACK);

    Api.json(body).post(play.path(id) + "/replay").then().statusCode(400);
  }

  /** What is refused, each with a secret in it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "webhook       | \"signingSecret\": \"my-secret\"                        | signingSecret is",
        "webhook       | \"signingSecret\": \"whsec_bXktc2VjcmV0\"               | signingSecret is",
        "webhook       | \"previousSigningSecret\": \"my-secret\"                | previousSigningSec",
        "webhook       | \"headers\": {\"X-A\": \"my-secret\\u0007\"}            | headers.X-A has",
        "webhook       | \"headers\": {\"X A\": \"my-secret\"}                   | header",
        "webhook       | \"headers\": {\"webhook-id\": \"my-secret\"}            | header",
        "webhook       | \"headers\": {\"X-A\": {\"a\": \"my-secret\"}}          | headers",
        "webhook       | \"headers\": \"my-secret\"                              | headers",
        "webhook       | \"url\": \"https://me:my-secret@siem.example\"          | url",
        "webhook       | \"url\": \"ftp://siem.example/my-secret\"               | url",
        "webhook       | \"url\": \"my-secret or what\"                          | url",
        "slack-webhook | \"address\": \"http://hooks.slack.example/my-secret\"   | address is",
        "slack-webhook | \"address\": \"my-secret or what\"                      | address is",
        "teams-webhook | \"address\": \"https://me:my-secret@teams.example\"     | address is",
        "slack-bot     | \"channel\": \"#ci\", \"token\": \"my-secret\\n\\u0001\"  | token has",
        "slack-bot     | \"channel\": \"no channel\", \"token\": \"my-secret\"   | channel",
        "slack-bot     | \"channel\": \"#ci\", \"token\": [\"my-secret\"]        | token",
        "email         | \"recipients\": [], \"token\": \"my-secret\"            | recipients",
        "no-type       | \"token\": \"my-secret\"                                | type is",
      })
  void no_refusal_has_a_secret_in_it(String type, String more, String detail) {
    var body =
        "{\"name\": \"N\", \"type\": \"%s\", \"events\": [\"policy-created\"], %s%s}"
            .formatted(
                type,
                more,
                type.equals("webhook") && !more.contains("\"url\"")
                    ? ", \"url\": \"https://siem.example\""
                    : "");

    var refused = play.add(body).then().statusCode(400).body("detail", containsString(detail));

    assertThat(refused.extract().asString()).doesNotContain("my-secret", "bXktc2VjcmV0");
    assertThat(kept()).isEmpty();
    Api.admin().get(play.path()).then().body("integrations", empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"token\": \"my-secret",
        "{\"token\": my-secret}",
        "{\"tokens\": \"my-secret\"}",
        "\"my-secret\"",
        "my-secret"
      })
  void no_refusal_of_what_cannot_be_read_has_a_secret_in_it(String body) {
    var refused = play.add(body).then().statusCode(400);

    assertThat(refused.extract().asString()).doesNotContain("my-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\": \"SIEM\"           | \"name\": null           | name",
        "\"name\": \"SIEM\"           | \"name\": \" \"          | name",
        "\"name\": \"SIEM\"           | \"name\": \"a\\u0007b\"  | name",
        "[\"policy-updated\"]         | []                       | events",
        "[\"policy-updated\"]         | null                     | events",
        "[\"policy-updated\"]         | [\"policy-eaten\"]       | policy-eaten",
        "\"https://siem.example/hooks\" | null                   | url must be there",
      })
  void refuses_what_is_no_integration(String part, String instead, String detail) {
    assertThat(webhook("")).contains(part);

    play.add(webhook("").replace(part, instead))
        .then()
        .statusCode(400)
        .body("detail", containsString(detail));

    assertThat(kept()).isEmpty();
  }

  @Test
  void has_limits() {
    play.add(webhook("").replace("SIEM", "n".repeat(100))).then().statusCode(201);
    play.add(webhook("").replace("SIEM", "n".repeat(101))).then().statusCode(400);
    play.add(webhook("\"repositories\": [\"a\", \"a\"]")).then().statusCode(400);
    var many = IntStream.range(0, 21).mapToObj("\"X-%d\": \"v\""::formatted).toList();
    play.add(webhook("\"headers\": {%s}".formatted(String.join(", ", many))))
        .then()
        .statusCode(400);
    for (var i = 1; i < 100; i++) {
      play.add(Play.EMAIL).then().statusCode(201);
    }

    play.add(Play.SLACK)
        .then()
        .statusCode(422)
        .body("type", endsWith("#limit-exceeded"))
        .body("detail", containsString("100"));
    assertThat(kept()).as("those of the first one alone").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"read-only", "runner"})
  void only_administrators_change_anything(String kind) {
    var id = play.added(Play.SLACK);
    var runner = kind.equals("runner");
    var credential = (runner ? "vm-api-key " : "Bearer ") + play.key(kind);
    var body = "{\"fromSequence\": 1}";
    var reads = runner ? 403 : 200;

    as(credential).get(play.path()).then().statusCode(reads);
    as(credential).get(play.path(id)).then().statusCode(reads);
    as(credential).get(play.path(id) + "/deliveries").then().statusCode(reads);
    for (var answer :
        List.of(
            as(credential).body(Play.SLACK).post(play.path()),
            as(credential).body(Play.SLACK).put(play.path(id)),
            as(credential).delete(play.path(id)),
            as(credential).post(play.path(id) + "/test"),
            as(credential).body(body).post(play.path(id) + "/replay"))) {
      answer.then().statusCode(403).body("type", endsWith("#forbidden"));
    }
    var admin = play.key("admin");
    Api.as(admin).post(play.path(id) + "/test").then().statusCode(202);
    Api.as(admin).delete(play.path(id)).then().statusCode(204);
  }

  private static RequestSpecification as(String credential) {
    return given().header("Authorization", credential).contentType("application/json");
  }

  @Test
  void tells_how_it_does_and_what_was_delivered() {
    var id = play.added(Play.SLACK);
    Api.admin().get(play.path(id) + "/deliveries").then().body("deliveries", empty());
    var told = new Told(play.owner(), id);
    engine
        .deliveries()
        .tell(
            new IntegrationId(id),
            told.state(),
            List.of(told.delivered(), told.waiting(), told.dead()));

    Api.admin()
        .get(play.path(id))
        .then()
        .body("health.waiting", equalTo(1))
        .body("health.dead", equalTo(1))
        .body("health.failuresInRow", equalTo(3))
        .body("health.lastFailure", equalTo(Told.FAILURE));
    Api.admin()
        .get(play.path(id) + "/deliveries")
        .then()
        .statusCode(200)
        .body("deliveries.state", contains("delivered", "waiting", "dead"))
        .body("deliveries.event", contains("policy-updated", "blocked-call", "other-change"))
        .body("deliveries[0].id", equalTo(Told.DELIVERED))
        .body("deliveries[0].subject", equalTo("p1"))
        .body(
            "deliveries[1].nextAttemptAt",
            equalTo(Instant.parse("2026-01-02T00:05:00Z").toString()))
        .body("deliveries[2]", not(hasKey("subject")));
  }
}

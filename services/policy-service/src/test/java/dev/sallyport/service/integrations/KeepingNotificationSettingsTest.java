package dev.sallyport.service.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.management.MemoryEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notification settings as the Terraform provider sends and reads them. */
@QuarkusTest
@TestProfile(InMemory.class)
class KeepingNotificationSettingsTest {
  private static final String SLACK = "https://hooks.slack.com/services/T0/B0/slack-secret";
  private static final String OTHER = "https://hooks.slack.com/services/T0/B0/other-secret";
  private static final String TEAMS = "https://teams.example/workflows/teams-secret";

  private final Play play = new Play();
  private final Owner owner = Owner.organization(play.owner());

  @Inject MemoryEngine engine;

  @BeforeEach
  void the_organization_is_there() {
    play.begin();
  }

  private String path() {
    return "/v1/github/%s/actions/runs/notification-settings".formatted(play.owner());
  }

  private ValidatableResponse post(String members) {
    return Api.json("{%s}".formatted(members)).post(path()).then();
  }

  private ValidatableResponse get() {
    return Api.admin().get(path()).then().statusCode(200);
  }

  private ValidatableResponse integrations() {
    return Api.admin().get(play.path()).then().statusCode(200);
  }

  private int events() {
    return Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(play.owner()))
        .path("entries.size()");
  }

  private List<Map<String, String>> kept() {
    return engine.secrets().kept().entrySet().stream()
        .filter(each -> each.getKey().owner().equals(owner))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Test
  void nothing_is_told_before_anybody_says_so() {
    get()
        .body("slackWebhookURL", equalTo(" "))
        .body("teamsWebhookURL", equalTo(" "))
        .body("email", equalTo(" "))
        .body("slackNotificationMethod", equalTo("webhook"))
        .body("notifyWhenDomainBlocked", equalTo("false"))
        .body("notifyForOptionalCheckFailures", equalTo("false"))
        .body("neverFires", empty());
  }

  @Test
  void what_terraform_sends_becomes_integrations() {
    post("""
    "owner": "%s", "slackWebhookURL": "%s", "teamsWebhookURL": "%s", "email": "a@example.com, b@example.com",
    "slackNotificationMethod": "webhook",
    "notifyWhenDomainBlocked": "true", "notifyForSecretsDetection": "true",
    "notifyWhenEndpointDiscovered": "false", "whatIsToCome": "x"\
    """
            .formatted(play.owner(), SLACK, TEAMS))
        .statusCode(200)
        .body("notifyWhenDomainBlocked", equalTo("true"));

    get()
        .body("slackWebhookURL", startsWith("(kept, never shown: "))
        .body("email", equalTo("a@example.com,b@example.com"))
        .body("notifyWhenDomainBlocked", equalTo("true"))
        .body("notifyForSecretsDetection", equalTo("true"))
        .body("notifyWhenEndpointDiscovered", equalTo("false"))
        .body("neverFires", contains("notifyForSecretsDetection"));
    integrations()
        .body("integrations.type", containsInAnyOrder("slack-webhook", "teams-webhook", "email"))
        .body(
            "integrations.name",
            containsInAnyOrder(
                "Slack (notification settings)",
                "Teams (notification settings)",
                "E-mail (notification settings)"))
        .body("integrations[0].events", contains("blocked-call", "delivery-failed"));
    assertThat(kept())
        .containsExactlyInAnyOrder(Map.of("address", SLACK), Map.of("address", TEAMS));
    assertThat(
            Api.admin().get("/v1/github/%s/actions/audit-log".formatted(play.owner())).asString())
        .contains("Notification Settings Replaced")
        .doesNotContain("-secret");
    assertThat(get().extract().asString()).doesNotContain("-secret");
  }

  @Test
  void the_same_again_writes_nothing() {
    var body =
        "\"slackWebhookURL\": \"%s\", \"notifyWhenDomainBlocked\": \"true\"".formatted(SLACK);
    post(body).statusCode(200);
    var events = events();

    post(body).statusCode(200);

    assertThat(events()).isEqualTo(events);
    assertThat(kept()).containsExactly(Map.of("address", SLACK));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "empty", "EMPTY"})
  void what_is_not_sent_or_empty_stays_and_a_blank_clears(String nothing) {
    post("\"slackWebhookURL\": \"%s\", \"slackChannelID\": \"C024BE91L\"".formatted(SLACK));

    post("\"slackWebhookURL\": \"\", \"slackChannelID\": \"\", \"notifyOnFileOverwrite\": \"true\"")
        .body("slackWebhookURL", startsWith("(kept"))
        .body("slackChannelID", equalTo("C024BE91L"))
        .body("notifyOnFileOverwrite", equalTo("true"));
    post("\"slackWebhookURL\": \"%s\", \"slackChannelID\": \" \"".formatted(nothing))
        .body("slackWebhookURL", equalTo(" "))
        .body("slackChannelID", equalTo(" "))
        .body("notifyOnFileOverwrite", equalTo("true"));
    integrations().body("integrations", empty());
    assertThat(kept()).isEmpty();
  }

  @Test
  void sending_back_what_was_read_changes_nothing() {
    post("\"slackWebhookURL\": \"%s\", \"email\": \"a@example.com\"".formatted(SLACK));
    var events = events();

    Api.json(get().extract().asString()).post(path()).then().statusCode(200);

    assertThat(events()).isEqualTo(events);
    assertThat(kept()).containsExactly(Map.of("address", SLACK));
  }

  @Test
  void another_address_has_secrets_of_its_own_and_is_told_again() {
    post("\"slackWebhookURL\": \"%s\"".formatted(SLACK));
    String id = integrations().extract().path("integrations[0].id");
    play.change(
            id,
            """
            {"name": "Ours", "type": "slack-webhook", "events": ["blocked-call"], "paused": true}\
            """)
        .then()
        .statusCode(200);

    post("\"slackWebhookURL\": \"%s\"".formatted(SLACK));
    integrations().body("integrations[0].state", equalTo("paused"));
    post("\"slackWebhookURL\": \"%s\"".formatted(OTHER));

    integrations()
        .body("integrations[0].state", equalTo("active"))
        .body("integrations[0].name", equalTo("Ours"));
    assertThat(kept()).containsExactly(Map.of("address", OTHER));
  }

  @Test
  void a_channel_that_is_set_up_again_is_another_integration() {
    post("\"slackWebhookURL\": \"%s\"".formatted(SLACK));
    String first = integrations().extract().path("integrations[0].id");
    post("\"slackWebhookURL\": \" \"");
    post("\"slackWebhookURL\": \"%s\"".formatted(SLACK));

    integrations().body("integrations[0].id", not(equalTo(first)));
    Api.admin()
        .get("/v1/github/%s/actions/audit-log?limit=1".formatted(play.owner()))
        .then()
        .body("entries[0].type", equalTo("Notification Settings Replaced"))
        .body("entries[0].change.before.channels", anEmptyMap())
        .body("entries[0].change.now.channels", hasKey("slackWebhookURL"));
  }

  @Test
  void channels_of_two_organizations_have_nothing_in_common() {
    var other = new Play();
    other.begin();
    var body = "{\"slackWebhookURL\": \"%s\"}".formatted(SLACK);
    Api.json(body).post(path()).then().statusCode(200);
    Api.json(body)
        .post("/v1/github/%s/actions/runs/notification-settings".formatted(other.owner()))
        .then()
        .statusCode(200);

    String mine = integrations().extract().path("integrations[0].id");
    String theirs = Api.admin().get(other.path()).path("integrations[0].id");
    assertThat(mine).isNotEqualTo(theirs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"slackWebhookURL\": \"http://hooks.slack.com/x\" | 400 | slackWebhookURL is an https",
        "\"teamsWebhookURL\": 7                            | 400 | teamsWebhookURL is a text",
        "\"email\": \"nobody\"                             | 400 | e-mail address",
        "\"notifyWhenDomainBlocked\": \"yes\"              | 400 | notifyWhenDomainBlocked is \"true\"",
        "\"slackNotificationMethod\": \"oauth\"            | 422 | slack-bot",
        "\"owner\": \"somebody-else\"                      | 400 | owner is the organization",
      })
  void refuses(String member, int status, String said) {
    post(member).statusCode(status).body("detail", containsString(said));
    integrations().body("integrations", empty());
  }
}

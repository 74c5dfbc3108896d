package dev.sallyport.service.integrations;

import dev.sallyport.service.management.Api;
import io.restassured.response.Response;
import java.util.List;

/** Integrations of an organization of its own, as clients of the API keep them. */
record Play(String owner) {
  static final String WEBHOOK =
      """
      {"name": "SIEM", "type": "webhook", "url": "https://siem.example/hooks",
       "headers": {"X-Team": "header-secret-team", "Authorization": "Bearer header-secret-one"},
       "events": ["policy-updated", "blocked-call"], "repositories": ["app"]}\
      """;
  static final String SLACK =
      """
      {"name": "Slack", "type": "slack-webhook",
       "address": "https://hooks.slack.example/services/T0/B0/slack-secret",
       "events": ["policy-created"]}\
      """;
  static final String BOT =
      """
      {"name": "Bot", "type": "slack-bot", "channel": "#ci", "token": "xoxb-bot-secret",
       "events": ["reverse-shell"]}\
      """;
  static final String TEAMS =
      """
      {"name": "Teams", "type": "teams-webhook",
       "address": "https://teams.example/workflows/teams-secret", "events": ["key-issued"]}\
      """;
  static final String EMAIL =
      """
      {"name": "Mail", "type": "email", "recipients": ["a@example.com", "b@example.com"],
       "events": ["delivery-failed"]}\
      """;

  /** What stands in every secret above and nowhere else. */
  static final String IN_EVERY_SECRET = "-secret";

  Play() {
    this(Api.newOwner());
  }

  /** From now on the organization is there. */
  void begin() {
    Api.awaitChanges();
    Api.audit(owner, "p1");
  }

  static List<String> everyType() {
    return List.of(WEBHOOK, SLACK, BOT, TEAMS, EMAIL);
  }

  String path() {
    return "/v1/github/%s/integrations".formatted(owner);
  }

  String path(String id) {
    return path() + "/" + id;
  }

  Response add(String body) {
    return Api.json(body).post(path());
  }

  String added(String body) {
    return add(body).then().statusCode(201).extract().path("id");
  }

  Response change(String id, String body) {
    return Api.json(body).put(path(id));
  }

  String key(String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind))
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}

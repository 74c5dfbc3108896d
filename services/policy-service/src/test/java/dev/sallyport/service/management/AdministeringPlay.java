package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** API keys, members, organizations and the global block list. */
abstract class AdministeringPlay {
  private final String owner = Api.newOwner();
  private final String keys = "/v1/github/%s/api-keys".formatted(owner);

  private JsonPath issue(String path, String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"k\"}".formatted(kind))
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  @Test
  void shows_a_secret_once() {
    var issued = issue(keys, "admin");

    assertThat(issued.getString("key")).matches("sp_[A-Za-z0-9_-]{43}");
    Api.as(issued.getString("key")).get(Api.policies(owner)).then().statusCode(200);
    Api.admin()
        .get(keys)
        .then()
        .body("entries.id", contains(issued.getString("id")))
        .body("entries", everyItem(not(hasKey("key"))))
        .body("entries[0].lastUsedAt", notNullValue())
        .body("entries[0].issuedBy.name", equalTo("bootstrap"));
  }

  @Test
  void revokes_at_once() {
    var issued = issue(keys, "read-only");

    Api.admin().delete(keys + "/" + issued.getString("id")).then().statusCode(204);

    Api.as(issued.getString("key")).get(Api.policies(owner)).then().statusCode(401);
    Api.admin().get(keys).then().body("entries", hasSize(0));
    Api.admin().get(keys + "?revoked=true").then().body("entries", hasSize(1));
    Api.admin().delete(keys + "/0123456789abcdef").then().statusCode(404);
  }

  @Test
  void never_repeats_a_secret_under_an_idempotency_key() {
    var body = "{\"kind\": \"runner\", \"name\": \"r\", \"cluster\": \"prod\"}";
    var first = Api.json(body).header("Idempotency-Key", owner).post(keys).jsonPath();

    Api.json(body)
        .header("Idempotency-Key", owner)
        .post(keys)
        .then()
        .statusCode(200)
        .header("Idempotency-Replayed", "true")
        .body("id", equalTo(first.getString("id")))
        .body("cluster", equalTo("prod"))
        .body("$", not(hasKey("key")));
    Api.admin().get(keys).then().body("entries", hasSize(1));
  }

  @Test
  void refuses_kinds_that_are_not_the_owners() {
    Api.json("{\"kind\": \"security\", \"name\": \"k\"}").post(keys).then().statusCode(400);
    Api.json("{\"kind\": \"admin\", \"name\": \"k\", \"cluster\": \"c\"}")
        .post(keys)
        .then()
        .statusCode(400);
    Api.json("{\"kind\": \"admin\"}").post(keys).then().statusCode(400);
  }

  @Test
  void issues_keys_of_the_tenant() {
    Api.audit(owner, "p1");
    var issued = issue("/v1/default/api-keys", "read-only");
    var key = issued.getString("key");

    Api.as(key).get(Api.policy(owner, "p1")).then().statusCode(200);
    Api.as(key).delete(Api.policy(owner, "p1")).then().statusCode(403);
    Api.admin()
        .get("/v1/default/api-keys")
        .then()
        .body("entries.id", hasItem(issued.getString("id")));
    Api.admin().get("/v1/other/api-keys").then().statusCode(404);
    Api.admin().delete("/v1/default/api-keys/" + issued.getString("id")).then().statusCode(204);
  }

  @Test
  void keeps_invitations_until_they_are_withdrawn() {
    var invitations = "/v1/github/%s/invitations".formatted(owner);
    var ada = "{\"email\": \" Ada@Example.com \", \"role\": \"%s\"}";

    Api.json(ada.formatted("editor"))
        .post(invitations)
        .then()
        .statusCode(201)
        .body("email", equalTo("ada@example.com"))
        .body("role", equalTo("editor"));
    Api.json(ada.formatted("editor")).post(invitations).then().statusCode(200);
    Api.json(ada.formatted("admin")).post(invitations).then().statusCode(201);
    Api.json(ada.formatted("security")).post(invitations).then().statusCode(400);
    Api.json("{\"email\": \"<script>\", \"role\": \"admin\"}")
        .post(invitations)
        .then()
        .statusCode(400)
        .body("type", endsWith("#invalid-name"));
    Api.json("{\"email\": \"a\\u202e@b.example\", \"role\": \"admin\"}")
        .post(invitations)
        .then()
        .statusCode(400);
    Api.json("{\"role\": \"admin\"}").post(invitations).then().statusCode(400);
    Api.admin()
        .get(invitations)
        .then()
        .body("entries.email", contains("ada@example.com"))
        .body("entries.role", contains("admin"))
        .body("entries[0].invitedBy.name", equalTo("bootstrap"))
        .body("entries[0].invitedAt", notNullValue());

    Api.admin().delete(invitations + "?email=ADA@example.com").then().statusCode(204);
    Api.admin()
        .delete(invitations + "?email=ada@example.com")
        .then()
        .statusCode(404)
        .body("type", endsWith("#no-invitation"));
    Api.admin().get(invitations).then().body("entries", hasSize(0));
    Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(owner))
        .then()
        .body("entries[0].type", equalTo("Invitation Withdrawn"))
        .body("entries[1].change.before", equalTo("editor"));
  }

  @Test
  void keeps_invitations_of_the_tenant() {
    var invitations = "/v1/default/invitations";
    var email = owner.toLowerCase(Locale.ROOT) + "@example.com";

    Api.json("{\"email\": \"%s\", \"role\": \"security\"}".formatted(email))
        .post(invitations)
        .then()
        .statusCode(201);
    Api.admin().get(invitations).then().body("entries.email", hasItem(email));
    Api.admin().delete(invitations + "?email=" + email).then().statusCode(204);
    Api.admin().get("/v1/other/invitations").then().statusCode(404);
  }

  @Test
  void keeps_members_and_roles() {
    var members = "/v1/github/%s/members".formatted(owner);
    var ada =
        """
        {"issuer": "https://login.example", "subject": "1", "email": "ada@example.com", "role": "%s"}\
        """;

    Api.json(ada.formatted("editor")).put(members).then().statusCode(200);
    Api.json(ada.formatted("admin")).put(members).then().statusCode(200);
    Api.json(ada.formatted("security")).put(members).then().statusCode(400);
    Api.admin()
        .get(members)
        .then()
        .body("entries", hasSize(1))
        .body("entries[0].role", equalTo("admin"))
        .body("entries[0].grantedBy.name", equalTo("bootstrap"));
    Api.admin()
        .queryParam("issuer", "https://login.example")
        .queryParam("subject", "1")
        .delete(members)
        .then()
        .statusCode(204);
    Api.admin().get(members).then().body("entries", hasSize(0));
  }

  @Test
  void brings_an_organization_into_being_with_its_first_change_by_the_tenants_admin() {
    Api.admin().get(Api.policies(owner)).then().statusCode(404);

    Api.audit(owner, "p1");

    Api.admin()
        .get("/v1/github/%s/actions/audit-log".formatted(owner))
        .then()
        .body("entries.type", contains("Policy Created", "Organization Added"));
  }

  @Test
  void lets_nobody_else_bring_one_into_being() {
    var home = issue(keys, "admin").getString("key");
    var other = Api.newOwner();

    Api.as(home)
        .contentType("application/yaml")
        .body("egress-policy: audit\n".getBytes(StandardCharsets.UTF_8))
        .put(Api.policy(other, "p1"))
        .then()
        .statusCode(403);
    Api.as(home).get(Api.policies(other)).then().statusCode(403);
  }

  @Test
  void adds_and_lists_organizations_as_far_as_the_key_reaches() {
    var path = "/v1/default/github/organizations";
    var asked = "{\"organization\": \"%s\"}".formatted(owner);

    Api.json(asked).post(path).then().statusCode(201).body("owner", equalTo(owner));
    Api.json(asked).post(path).then().statusCode(200);

    var home = issue(keys, "read-only").getString("key");
    Api.as(home)
        .get(path)
        .then()
        .statusCode(200)
        .body("organization", contains(owner))
        .body("customer", contains("default"))
        .body("server", contains(""));
    Api.admin().get(path).then().body("owner", hasItem(owner));
    Api.as(home).contentType("application/json").body(asked).post(path).then().statusCode(403);
    Api.admin().get("/v1/other/github/organizations").then().statusCode(404);
  }

  @Test
  void replaces_the_block_list_with_a_security_key_and_records_who_else_tried() {
    var path = "/v1/default/global-blocklist";
    var list =
        """
        {"domains": [{"endpoint": "evil.example", "reason": "bad", "source": "https://a.example"}]}\
        """;
    var security = issue("/v1/default/api-keys", "security").getString("key");
    var home = issue(keys, "admin");

    Api.as(security).contentType("application/json").body(list).put(path).then().statusCode(200);
    Api.as(home.getString("key"))
        .contentType("application/json")
        .body("{}")
        .put(path)
        .then()
        .statusCode(403);

    Api.as(home.getString("key"))
        .get(path)
        .then()
        .statusCode(200)
        .body("domains.endpoint", contains("evil.example"))
        .body("domains.source", contains("https://a.example"))
        .body("ip_addresses", hasSize(0));
    Api.yaml("egress-policy: block\nallowed-endpoints: evil.example\n")
        .put(Api.policy(owner, "p1"))
        .then()
        .body("warnings.code", hasItem("globally-blocked"));
    awaitDenial(home.getString("id"));
    Api.as(security)
        .contentType("application/json")
        .body("{}")
        .put(path)
        .then()
        .statusCode(400)
        .body("detail", containsString("wildcard_domains"));
    Api.as(security)
        .contentType("application/json")
        .body("{\"domains\": [{\"endpoint\": \"a:1\"}]}")
        .put(path)
        .then()
        .statusCode(422);
  }

  private static void awaitDenial(String actor) {
    var end = Instant.now().plusSeconds(20);
    List<Object> found;
    do {
      found =
          Api.admin()
              .queryParam("actor", actor)
              .get("/v1/default/audit-log")
              .jsonPath()
              .getList("entries");
      if (found != null && !found.isEmpty()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    } while (Instant.now().isBefore(end));
    throw new AssertionError("the denied attempt of " + actor + " was not recorded");
  }
}

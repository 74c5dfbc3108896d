package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The calls of the Terraform provider in its order, with what it insists on (gh-policy-store.go).
 */
abstract class TerraformPlay {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String owner = Api.newOwner();

  private String body(String members) {
    return """
    {"owner": "%s", "policyName": "p1", %s, "disable_telemetry": false, "disable_sudo": false,
     "disable_file_monitoring": false}\
    """
        .formatted(owner, members);
  }

  private void create(String members) {
    Api.terraform().body(body(members)).post(Api.policy(owner, "p1")).then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"egress_policy\": \"audit\", \"allowed_endpoints\": [\"github.com:443\"]",
        "\"egress_policy\": \"block\", \"allowed_endpoints\": [\"z.example:443\", \"a.example:80\"]",
        "\"egress_policy\": \"block\", \"allowed_endpoints\": [\"GitHub.com\", \"*.a.example:443\"]",
        "\"egress_policy\": \"block\", \"allowed_endpoints\": []",
        "\"egress_policy\": \"audit\", \"allowed_endpoints\": [], \"lockdown\": {\"enabled\": false}",
        "\"egress_policy\": \"audit\", \"allowed_endpoints\": [], \"lockdown\": {\"enabled\": true}",
        "\"egress_policy\": \"audit\", \"allowed_endpoints\": [], \"lockdown\": {\"enabled\": false,"
            + " \"detections\": [\"Reverse-Shell\", \"Privileged-Container\"]}",
        "\"egress_policy\": \"audit\", \"allowed_endpoints\": [], \"lockdown\": {\"enabled\": true,"
            + " \"detections\": [\"Runner-Worker-Memory-Read\"]}"
      })
  void reads_what_it_sent(String members) throws Exception {
    create(members);

    var read = Api.terraform().get(Api.policy(owner, "p1")).then().statusCode(200).extract();

    assertThat(JSON.readTree(read.asByteArray())).isEqualTo(JSON.readTree(body(members)));
  }

  @Test
  void reads_a_list_for_endpoints_sent_as_null() {
    create("\"egress_policy\": \"audit\", \"allowed_endpoints\": null");

    Api.terraform()
        .get(Api.policy(owner, "p1"))
        .then()
        .body("allowed_endpoints.size()", equalTo(0))
        .body("$", not(hasKey("lockdown")))
        .body("$", not(hasKey("attachments")));
  }

  @Test
  void names_owner_and_policy_as_in_the_path() {
    create("\"egress_policy\": \"audit\"");
    var shouted = owner.toUpperCase(java.util.Locale.ROOT);

    Api.terraform()
        .get(Api.policy(shouted, "p1"))
        .then()
        .statusCode(200)
        .body("owner", equalTo(shouted))
        .body("policyName", equalTo("p1"));
  }

  @Test
  void removes_a_lockdown_that_an_update_leaves_out_and_keeps_attachments() throws Exception {
    create("\"egress_policy\": \"audit\", \"lockdown\": {\"enabled\": true}");
    attach(attachments());

    Api.terraform()
        .body(body("\"egress_policy\": \"block\", \"allowed_endpoints\": [\"a.example:443\"]"))
        .post(Api.policy(owner, "p1"))
        .then()
        .statusCode(200);

    Api.terraform()
        .get(Api.policy(owner, "p1"))
        .then()
        .body("egress_policy", equalTo("block"))
        .body("$", not(hasKey("lockdown")))
        .body("attachments.clusters[0]", equalTo("zeta"));
  }

  @Test
  void keeps_what_its_body_cannot_say_and_the_text_of_who_said_it() {
    var text =
        """
        # ours
        egress-policy: audit
        disable-sudo-and-containers: true
        disable-sudo: false
        disable-telemetry: false
        disable-file-monitoring: false
        """;
    Api.yaml(text).put(Api.policy(owner, "p1")).then().statusCode(201);

    Api.terraform()
        .body(body("\"egress_policy\": \"audit\", \"allowed_endpoints\": null"))
        .post(Api.policy(owner, "p1"))
        .then()
        .statusCode(200)
        .body("disable_sudo_and_containers", equalTo(true));
    assertThat(
            Api.admin().accept("application/yaml").get(Api.policy(owner, "p1")).body().asString())
        .isEqualTo(text);

    Api.terraform()
        .body(body("\"egress_policy\": \"block\", \"allowed_endpoints\": [\"a.example:443\"]"))
        .post(Api.policy(owner, "p1"))
        .then()
        .statusCode(200);
    Api.terraform()
        .get(Api.policy(owner, "p1"))
        .then()
        .body("egress_policy", equalTo("block"))
        .body("disable_sudo_and_containers", equalTo(true));
  }

  @Test
  void reads_attachments_in_the_order_sent() throws Exception {
    create("\"egress_policy\": \"audit\"");
    attach(attachments());

    assertThat(readAttachments()).isEqualTo(JSON.readTree(attachments()));
  }

  @Test
  void updates_attachments_by_detaching_and_attaching() throws Exception {
    create("\"egress_policy\": \"audit\"");
    attach(attachments());
    var whole =
        """
        {"org": {"name": "%s", "apply_to_org": true}}\
        """
            .formatted(owner);

    detach();
    Api.terraform()
        .get(Api.policy(owner, "p1"))
        .then()
        .statusCode(200)
        .body("attachments", anyOf(nullValue(), anEmptyMap()));
    attach(whole);

    assertThat(readAttachments()).isEqualTo(JSON.readTree(whole));
  }

  @Test
  void replaces_the_whole_set_when_it_attaches_again() throws Exception {
    create("\"egress_policy\": \"audit\"");
    attach(attachments());
    var clusters = "{\"clusters\": [\"only\"]}";

    attach(clusters);

    assertThat(readAttachments()).isEqualTo(JSON.readTree(clusters));
  }

  @Test
  void detaches_what_is_attached_nowhere() {
    create("\"egress_policy\": \"audit\"");

    detach();
    detach();
  }

  @Test
  void deletes_an_attached_policy() {
    create("\"egress_policy\": \"audit\"");
    attach(attachments());

    assertThat(Api.terraform().delete(Api.policy(owner, "p1")).statusCode()).isIn(200, 204);

    Api.terraform().get(Api.policy(owner, "p1")).then().statusCode(404);
  }

  @Test
  void may_send_members_that_are_not_known_here() {
    Api.terraform()
        .body(body("\"egress_policy\": \"audit\", \"exempt_files\": [\"a\"], \"new\": {}"))
        .post(Api.policy(owner, "p1"))
        .then()
        .statusCode(201);
  }

  @Test
  void is_told_which_member_is_wrong() {
    Api.terraform()
        .body(
            body(
                "\"egress_policy\": \"block\", \"allowed_endpoints\": [\"ok.example:443\", \"x:0\"]"))
        .post(Api.policy(owner, "p1"))
        .then()
        .statusCode(422)
        .body("findings[0].member", equalTo("allowed_endpoints[1]"));
  }

  @Test
  void is_recorded_as_terraform() {
    create("\"egress_policy\": \"audit\"");

    Api.admin()
        .get(Api.policy(owner, "p1") + "/history")
        .then()
        .statusCode(200)
        .body("entries[0].type", equalTo("Policy Created"))
        .body("entries[0].source", equalTo("terraform"));
  }

  private String attachments() {
    return """
    {"org": {"name": "%s", "apply_to_org": false,
             "repos": [{"name": "zoo", "apply_to_repo": true},
                       {"name": "app", "apply_to_repo": false,
                        "workflows": ["z.yml", "a.yml"]}]},
     "clusters": ["zeta", "alpha"]}\
    """
        .formatted(owner);
  }

  private void attach(String attachments) {
    Api.terraform()
        .body(attachments)
        .post(Api.policy(owner, "p1") + "/attach")
        .then()
        .statusCode(200);
  }

  private void detach() {
    assertThat(Api.terraform().delete(Api.policy(owner, "p1") + "/attach").statusCode())
        .isIn(200, 204);
  }

  private ObjectNode readAttachments() throws Exception {
    var policy = Api.terraform().get(Api.policy(owner, "p1")).asByteArray();
    return (ObjectNode) JSON.readTree(policy).get("attachments");
  }
}

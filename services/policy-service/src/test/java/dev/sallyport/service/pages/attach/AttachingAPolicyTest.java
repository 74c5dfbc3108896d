package dev.sallyport.service.pages.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Forms;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class AttachingAPolicyTest {
  private final String owner = Api.newOwner();
  private final String page = "/github/%s/actions/policies/watch/attach".formatted(owner);
  private final String attachments = Api.policy(owner, "watch") + "/attachments";

  @BeforeEach
  void two_policies() {
    Api.block(owner, "strict", "a.example:443");
    Api.audit(owner, "watch");
    Api.json(
            """
            {"org": {"repos": [{"name": "app", "apply_to_repo": true}]}, "clusters": ["prod"]}\
            """)
        .post(Api.policy(owner, "strict") + "/attachments")
        .then()
        .statusCode(200);
  }

  private static Forms adding(Forms form, String level, String target) {
    return Forms.of(form.with("level", level).with("target", target).page("add", 200));
  }

  @Test
  void attaches_to_several_scopes_at_once() {
    var form = adding(Forms.of(Browsing.page(page)), "workflow", "lib/ci.yml");
    form = adding(form, "organization", "");

    form.press("confirm").then().statusCode(303);

    Api.admin()
        .get(attachments)
        .then()
        .body("org.apply_to_org", equalTo(true))
        .body("org.repos[0].workflows", contains("ci.yml"));
  }

  @Test
  void shows_what_is_replaced_and_that_it_was_stricter() {
    var shown =
        Forms.of(Browsing.page(page))
            .with("level", "repository")
            .with("target", "app")
            .page("add", 200);

    assertThat(shown.select("li.list-group-item").text())
        .contains("repository app")
        .contains("Now: strict, which will be replaced");
    assertThat(shown.select(".alert-warning").text()).contains("less strict");
    assertThat(shown.select("button.btn-primary").text()).isEqualTo("Attach policy");
  }

  @Test
  void suggests_names_that_are_known() {
    var open = Browsing.page(page);

    assertThat(open.select("#known-repository option").eachAttr("value")).containsExactly("app");
    assertThat(open.select("#known-cluster option").eachAttr("value")).containsExactly("prod");
  }

  @Test
  void detaches_what_is_no_longer_chosen_after_showing_it() {
    Api.json("{\"clusters\": [\"a\", \"b\"]}").post(attachments).then().statusCode(200);
    var form = Forms.of(Browsing.page(page)).with("scope", "cluster b");

    var shown = form.page("confirm", 422);

    assertThat(shown.text()).contains("Look at what changes first").contains("will be detached");
    assertThat(shown.select("button.btn-danger").text()).isEqualTo("Detach policy");
    Forms.of(shown).press("confirm").then().statusCode(303);
    Api.admin().get(attachments).then().body("clusters", contains("b"));
  }

  @Test
  void detaches_everywhere() {
    Api.json("{\"clusters\": [\"a\", \"b\"]}").post(attachments).then().statusCode(200);

    var shown = Forms.of(Browsing.page(page)).with("scope").page("show", 200);
    Forms.of(shown).press("confirm").then().statusCode(303);

    Api.admin().get(attachments).then().body("$", anEmptyMap());
  }

  @Test
  void refuses_a_name_at_its_field() {
    var refused =
        Forms.of(Browsing.page(page))
            .with("level", "workflow")
            .with("target", "ci.yml")
            .page("add", 200);

    assertThat(refused.select("#target-refused").text()).contains("such as app/ci.yml");
    assertThat(refused.select("#target").val()).isEqualTo("ci.yml");
  }

  @Test
  void takes_no_scope_that_it_does_not_know_for_a_wider_one() {
    var refused =
        Forms.of(Browsing.page(page))
            .with("level", "enterprise")
            .with("target", "x")
            .page("add", 200);

    assertThat(refused.select("#target-refused").text()).contains("A scope is");
    assertThat(refused.select("li.list-group-item")).isEmpty();
  }

  @Test
  void shows_the_change_again_when_somebody_was_faster() {
    var form = adding(Forms.of(Browsing.page(page)), "cluster", "mine");
    Api.json("{\"clusters\": [\"theirs\"]}").post(attachments).then().statusCode(200);

    var shown = form.page("confirm", 422);

    assertThat(shown.select("[role=alert]").text()).contains("Somebody changed this policy");
    assertThat(shown.text()).contains("cluster theirs").contains("cluster mine");
  }
}

package dev.sallyport.service.pages.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import dev.sallyport.service.pages.Links;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ViewingAPolicyTest {
  private static final String TEXT =
      """
      # builds
      egress-policy: block # </code><script>
      allowed-endpoints: >
        GitHub.com
      lockdown-mode:
        enabled: true # since May
        detections: [Reverse-Shell]
      """;

  private final String owner = Api.newOwner();
  private final String path = Links.policy(owner, "build");

  @Test
  void shows_the_text_what_is_served_and_how_to_use_it() {
    Api.yaml(TEXT).put(Api.policy(owner, "build")).then().statusCode(201);

    var page = Browsing.page(path);

    assertThat(page.select("#policy-text").get(0).wholeText()).isEqualTo(TEXT);
    assertThat(page.select("#served-text").text())
        .contains("\"allowed_endpoints\" : [", "\"github.com:443\"");
    assertThat(page.select("#step-text").text()).contains("id-token: write", "policy: build");
    assertThat(page.select("section[aria-labelledby=attached]").text()).contains("Not attached");
  }

  @Test
  void quotes_what_yaml_would_misread() {
    Api.audit(owner, "on");
    Api.audit(owner, "it's");

    assertThat(Browsing.page(Links.policy(owner, "on")).select("#step-text").text())
        .contains("policy: 'on'");
    assertThat(Browsing.page(Links.policy(owner, "it's")).select("#step-text").text())
        .contains("policy: 'it''s'");
  }

  @Test
  void tells_that_there_is_none() {
    Api.audit(owner, "other");

    assertThat(Browsing.page(Api.ADMIN, path, 404).select("main").text())
        .contains("There is no policy “build”");
  }

  @Test
  void copies_it_as_an_exemption_and_keeps_comments() {
    Api.yaml(TEXT).put(Api.policy(owner, "build")).then().statusCode(201);
    var asked = Browsing.page(path + "/exemption");
    var name = asked.select("#policy-name").attr("value");

    Browsing.send(Api.ADMIN, path + "/exemption", "policy-name", name).statusCode(303);

    assertThat(name).isEqualTo("build-without-lockdown");
    assertThat(Browsing.page(Links.policy(owner, name)).select("#policy-text").get(0).wholeText())
        .isEqualTo(TEXT.replace("enabled: true", "enabled: false"));
  }

  @Test
  void offers_an_exemption_only_where_lockdown_is_on() {
    Api.audit(owner, "build");

    assertThat(Browsing.page(path).text()).doesNotContain("Copy as lockdown exemption");
  }

  @Test
  void takes_no_name_that_is_taken() {
    Api.yaml(TEXT).put(Api.policy(owner, "build")).then().statusCode(201);

    Browsing.send(Api.ADMIN, path + "/exemption", "policy-name", "build")
        .statusCode(409)
        .contentType("text/html");
  }
}

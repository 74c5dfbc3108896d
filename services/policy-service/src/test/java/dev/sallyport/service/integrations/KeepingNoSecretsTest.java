package dev.sallyport.service.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.service.pages.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@TestProfile(NotSetUp.NoKey.class)
class KeepingNoSecretsTest {
  private final Play play = new Play();

  @Inject MemoryEngine engine;

  @BeforeEach
  void the_organization_is_there() {
    play.begin();
  }

  @ParameterizedTest
  @MethodSource("dev.sallyport.service.integrations.Play#everyType")
  void there_are_no_integrations_without_a_key_for_their_secrets(String body) {
    play.add(body)
        .then()
        .statusCode(422)
        .body("type", endsWith("#not-set-up"))
        .body("detail", containsString("SALLYPORT_SINKS_SECRETS_KEY"));

    Api.admin().get(play.path()).then().statusCode(200).body("integrations", empty());
    assertThat(engine.secrets().kept()).isEmpty();
  }

  @Test
  void the_page_says_what_is_missing_and_offers_nothing() {
    var browser = Browser.signedIn(Api.ADMIN);
    var path = "/github/%s/settings/integrations".formatted(play.owner());

    var page = browser.page(path);

    assertThat(page.select(".alert-warning").text()).contains("SALLYPORT_SINKS_SECRETS_KEY");
    assertThat(page.select("main a[href$=/new]")).isEmpty();
    var refused =
        browser.send(
            path + "/new",
            Browser.token(page),
            Map.of(
                "type",
                "webhook",
                "name",
                "SIEM",
                "url",
                "https://siem.example",
                "event",
                "policy-created"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(refused.asString()).select("#integration-problem").text())
        .contains("SALLYPORT_SINKS_SECRETS_KEY");
  }
}

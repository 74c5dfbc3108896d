package dev.sallyport.service.pages.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.pages.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SwitchingKeysOffTest.WithoutKeys.class)
class SwitchingKeysOffTest {
  @Test
  void leaves_the_provider_alone_to_sign_in_with() {
    var page = new Browser().page("/sign-in");

    assertThat(page.select("form, input[name=key]")).isEmpty();
    assertThat(page.select("main a.btn").text()).startsWith("Sign in with ");
  }

  @Test
  void takes_no_key_whatever_is_sent() {
    var browser = new Browser();
    browser.get("/sign-in");
    browser.send("/sign-in", "", Map.of("key", Api.ADMIN)).then().statusCode(403);

    browser.get("/").then().statusCode(303);
    Api.admin().get("/").then().statusCode(200);
  }

  /** Members only. */
  public static final class WithoutKeys extends AtAProvider {
    @Override
    public Map<String, String> getConfigOverrides() {
      var settings = new HashMap<>(super.getConfigOverrides());
      settings.put("sallyport.sign-in.local", "false");
      return settings;
    }
  }
}

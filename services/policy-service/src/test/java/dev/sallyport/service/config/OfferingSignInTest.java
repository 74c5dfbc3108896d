package dev.sallyport.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.names.Owner;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferingSignInTest {
  private static final Optional<URI> PUBLIC = Optional.of(URI.create("https://sallyport.example"));
  private static final Map<String, String> OKTA =
      Map.of(
          "ISSUER", "https://acme.okta.com",
          "CLIENT_ID", "id",
          "CLIENT_SECRET", "secret");

  @Test
  void needs_nothing_where_nothing_is_set() {
    assertThat(problems(Map.of(), Optional.empty())).isEmpty();
    assertThat(settings(Map.of("LOCAL", "", "ISSUER", "")).local()).isTrue();
  }

  @Test
  void takes_an_issuer_with_all_that_it_needs() {
    assertThat(problems(OKTA, PUBLIC)).isEmpty();
    assertThat(problems(OKTA, Optional.of(URI.create("http://127.0.0.1:8080")))).isEmpty();
  }

  @Test
  void names_everything_that_is_missing_at_once() {
    assertThat(problems(Map.of("ISSUER", "https://acme.okta.com"), Optional.empty()))
        .containsExactly(
            "SALLYPORT_SIGN_IN_CLIENT_ID is missing: SALLYPORT_SIGN_IN_ISSUER needs it",
            "SALLYPORT_SIGN_IN_CLIENT_SECRET is missing: SALLYPORT_SIGN_IN_ISSUER needs it",
            "SALLYPORT_PUBLIC_URL is missing: SALLYPORT_SIGN_IN_ISSUER needs it");
  }

  @ParameterizedTest
  @CsvSource({
    "CLIENT_ID,       x",
    "CLIENT_SECRET,   x",
    "ALLOWED_DOMAINS, x",
    "ALLOWED_TENANTS, x",
    "ROLES_CLAIM,     x",
    "ROLES,           a=admin",
    "LOCAL,           false",
  })
  void refuses_the_rest_without_an_issuer(String name, String value) {
    assertThat(problems(Map.of(name, value), PUBLIC))
        .singleElement()
        .asString()
        .startsWith("SALLYPORT_SIGN_IN_" + name + " is")
        .contains("SALLYPORT_SIGN_IN_ISSUER");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // issuer, another setting, its value, the setting that is refused
        "https://accounts.google.com,                       -,               -,    ALLOWED_DOMAINS",
        "https://accounts.google.com,                       ALLOWED_DOMAINS, x.org, -",
        "https://login.microsoftonline.com/0-1/v2.0,        -,               -,    ALLOWED_TENANTS",
        "https://Login.MicrosoftOnline.com/0-1/v2.0,        -,               -,    ALLOWED_TENANTS",
        "https://login.microsoftonline.us/0-1/v2.0,         -,               -,    ALLOWED_TENANTS",
        "https://login.microsoftonline.com/0-1/v2.0,        ALLOWED_TENANTS, 0-1,  -",
        "https://login.microsoftonline.com/common/v2.0,     ALLOWED_TENANTS, 0-1,  ISSUER",
        "https://login.microsoftonline.com/Organizations/x, ALLOWED_TENANTS, 0-1,  ISSUER",
        "https://acme.okta.com,                             ROLES_CLAIM,     groups, ROLES",
        "https://acme.okta.com,                             ROLES,           a=admin, ROLES_CLAIM",
      })
  void knows_whose_accounts_everybody_has(
      String issuer, String name, String value, String refused) {
    var set = new HashMap<>(OKTA);
    set.put("ISSUER", issuer);
    if (name != null) {
      set.put(name, value);
    }
    var problems = problems(set, PUBLIC);

    if (refused == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().contains("SALLYPORT_SIGN_IN_" + refused);
    }
  }

  @Test
  void sends_nobody_back_in_clear() {
    assertThat(problems(OKTA, Optional.of(URI.create("http://sallyport.example"))))
        .singleElement()
        .asString()
        .startsWith("SALLYPORT_PUBLIC_URL is http://sallyport.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "admins=admin             | admins         | ~tenant | ADMIN",
        "acme-editors=editor@Acme | acme-editors   | Acme    | EDITOR",
        "cn=sec=security          | cn=sec         | ~tenant | SECURITY",
        "a group=auditor          | a group        | ~tenant | AUDITOR",
      })
  void reads_which_value_stands_for_which_role(String text, String value, String owner, Role role) {
    assertThat(new RoleOfClaim.Text().convert(text))
        .isEqualTo(new RoleOfClaim(value, Owner.of(owner), role));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admins",
        "=admin",
        " =admin",
        "a=",
        "a=owner",
        "a=ADMIN",
        "a=editor@",
        "a=editor@a b",
        "a=editor@~tenant",
        "a=security@acme"
      })
  void refuses_what_names_no_role(String text) {
    assertThatThrownBy(() -> new RoleOfClaim.Text().convert(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reads_a_list_of_roles() {
    assertThat(settings(Map.of("ROLES", "a\\,b=admin,c=editor@acme")).roles().orElseThrow())
        .extracting(RoleOfClaim::value)
        .isEqualTo(List.of("a,b", "c"));
  }

  @Test
  void never_shows_the_secret() {
    assertThat(new ClientSecret("hush").toString()).doesNotContain("hush");
    assertThatThrownBy(() -> new Converters.ClientSecretText().convert("hush hush"))
        .hasMessageNotContaining("hush");
  }

  private static List<String> problems(Map<String, String> set, Optional<URI> publicUrl) {
    return SignInCheck.problems(settings(set), publicUrl);
  }

  private static SignInSettings settings(Map<String, String> set) {
    var environment = new HashMap<String, String>();
    set.forEach((name, value) -> environment.put("SALLYPORT_SIGN_IN_" + name, value));
    return new SmallRyeConfigBuilder()
        .withSources(new EnvConfigSource(environment, 300))
        .withValidateUnknown(false)
        .withInterceptors(new EmptyIsNotSet())
        .withMapping(SignInSettings.class)
        .build()
        .getConfigMapping(SignInSettings.class);
  }
}

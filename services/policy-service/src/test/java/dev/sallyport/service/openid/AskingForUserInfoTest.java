package dev.sallyport.service.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.config.ClientSecret;
import dev.sallyport.service.openid.Outcome.Proven;
import dev.sallyport.service.openid.Outcome.Refused;
import dev.sallyport.service.openid.Outcome.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of providers whose ID tokens hold little. */
class AskingForUserInfoTest {
  private static final Attempt ATTEMPT = new Attempt("state-1", "nonce-1", "v".repeat(43));
  private static final Map<String, Object> ALL =
      Map.of("email", "a@x.org", "email_verified", true, "groups", List.of("admins"));

  private final FakeProvider provider = started();
  private final ProviderClient there = new ProviderClient(provider.url());
  private final CodeFlow flow =
      new CodeFlow(
          new Registration(
              provider.url(),
              FakeProvider.CLIENT,
              new ClientSecret(FakeProvider.SECRET),
              URI.create("https://sallyport.example/sign-in/oidc/callback"),
              List.of(),
              List.of(),
              Optional.of("groups")),
          InstantSource.system());

  @AfterEach
  void stop() {
    flow.close();
    provider.close();
  }

  @Test
  void what_the_token_does_not_say_is_asked_for() {
    var person = person(Map.of("userinfo", ALL));

    assertThat(person.email()).hasValue("a@x.org");
    assertThat(person.shownAs()).isEqualTo("a@x.org");
    assertThat(person.groups()).containsExactly("admins");
  }

  @Test
  void the_address_of_the_token_is_verified_by_what_is_told_of_the_same() {
    var person = person(Map.of("email", "a@x.org", "userinfo", ALL));

    assertThat(person.email()).hasValue("a@x.org");
  }

  @Test
  void what_the_token_says_counts_more() {
    var person =
        person(Map.of("email", "a@x.org", "email_verified", false, "name", "Ann", "userinfo", ALL));
    assertThat(person.email()).isEmpty();
    assertThat(person.groups()).containsExactly("admins");

    assertThat(person(Map.of("groups", List.of("all"), "userinfo", ALL)).groups())
        .containsExactly("all");
  }

  @Test
  void an_address_is_not_verified_by_what_is_said_of_another() {
    assertThat(person(Map.of("email", "b@x.org", "userinfo", ALL)).email()).isEmpty();
    assertThat(
            person(Map.of("email", "b@x.org", "userinfo", Map.of("email_verified", true))).email())
        .isEmpty();
    assertThat(
            person(Map.of("email_verified", true, "userinfo", Map.of("email", "b@x.org"))).email())
        .isEmpty();
  }

  @Test
  void what_is_told_of_somebody_else_is_refused() {
    assertThat(signIn(Map.of("userinfo", Map.of("sub", "subject-2", "groups", "admins"))))
        .isEqualTo(new Refused("what it tells is of somebody else"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userinfo-down", "userinfo-huge", "userinfo-stall", "userinfo-jwt"})
  void nobody_gets_fewer_roles_because_they_cannot_be_asked_for(String fault) {
    there.fault(fault);

    assertThat(signIn(Map.of("userinfo", ALL)))
        .isEqualTo(new Unavailable("it does not tell what it knows of you"));
  }

  @ParameterizedTest
  @CsvSource({"userinfo-down", "no-userinfo"})
  void nothing_is_asked_where_the_token_says_all(String fault) {
    there.fault(fault);

    assertThat(person(ALL).groups()).containsExactly("admins");
  }

  @Test
  void a_provider_that_names_no_place_to_ask_at_is_taken_by_its_token() {
    there.fault("no-userinfo");

    var person = person(Map.of("userinfo", ALL));

    assertThat(person.email()).isEmpty();
    assertThat(person.groups()).isEmpty();
  }

  private Person person(Map<String, Object> claims) {
    return ((Proven) signIn(claims)).person();
  }

  private Outcome signIn(Map<String, Object> claims) {
    return flow.complete(there.grant(Objects.requireNonNull(flow.begin(ATTEMPT)), claims), ATTEMPT);
  }

  private static FakeProvider started() {
    try {
      return new FakeProvider();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.sallyport.service.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.MemberId;
import dev.sallyport.service.config.ClientSecret;
import dev.sallyport.service.openid.Outcome.BadCode;
import dev.sallyport.service.openid.Outcome.Proven;
import dev.sallyport.service.openid.Outcome.Refused;
import dev.sallyport.service.openid.Outcome.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvingWhoOneIsTest {
  private static final Attempt ATTEMPT = new Attempt("state-1", "nonce-1", "v".repeat(43));
  private static final String ABSENT = "absent";

  private final FakeProvider provider = started();
  private final ProviderClient there = new ProviderClient(provider.url());
  private Instant now = Instant.now();
  private CodeFlow flow = flow(List.of(), List.of());

  @AfterEach
  void stop() {
    flow.close();
    provider.close();
  }

  @Test
  void the_browser_takes_along_what_it_has_to_come_back_with() {
    var address = begun();

    assertThat(address.toString()).startsWith(provider.url() + "/authorize?tenant=1&");
    assertThat(FakeProvider.form(address.getRawQuery()))
        .containsEntry("response_type", "code")
        .containsEntry("client_id", FakeProvider.CLIENT)
        .containsEntry("redirect_uri", "https://sallyport.example/sign-in/oidc/callback")
        .containsEntry("scope", "openid email profile groups")
        .containsEntry("state", "state-1")
        .containsEntry("nonce", "nonce-1")
        .containsEntry("code_challenge", ATTEMPT.challenge())
        .containsEntry("code_challenge_method", "S256")
        .doesNotContainValue(ATTEMPT.verifier());
  }

  // RFC 7636, appendix B.
  @Test
  void the_challenge_is_the_one_of_the_standard() {
    assertThat(new Attempt("", "", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @ParameterizedTest
  @CsvSource({"none", "post"})
  void a_code_proves_who_somebody_is(String authentication) {
    there.fault(authentication);

    assertThat(
            signIn(
                Map.of(
                    "email",
                    "ann@example.org",
                    "email_verified",
                    true,
                    "groups",
                    List.of("admins", "all"))))
        .isEqualTo(
            new Proven(
                new Person(
                    new MemberId(provider.url().toString(), "subject-1"),
                    "ann@example.org",
                    Optional.of("ann@example.org"),
                    Set.of("admins", "all"))));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(Map.of("email", "a@x.org", "email_verified", "true"), "a@x.org", true),
        Arguments.of(Map.of("email", "a@x.org", "email_verified", false), "a@x.org", false),
        Arguments.of(Map.of("email", "a@x.org", "email_verified", 1), "a@x.org", false),
        Arguments.of(Map.of("email", "a@x.org", "preferred_username", "u@x.org"), "u@x.org", false),
        Arguments.of(Map.of("name", "An\u0000n"), "Ann", false),
        Arguments.of(Map.of("name", "x".repeat(1_000)), "x".repeat(254), false),
        Arguments.of(Map.of(), "subject-1", false));
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_address_is_theirs_only_if_the_provider_has_verified_it(
      Map<String, Object> claims, String shownAs, boolean verified) {
    var person = ((Proven) signIn(claims)).person();

    assertThat(person.shownAs()).isEqualTo(shownAs);
    assertThat(person.email().isPresent()).isEqualTo(verified);
  }

  static Stream<Arguments> refused() {
    var second = Instant.now().getEpochSecond();
    return Stream.of(
        Arguments.of(Map.of("aud", "another"), "another client"),
        Arguments.of(Map.of("aud", ABSENT), "not valid"),
        Arguments.of(Map.of("aud", List.of(FakeProvider.CLIENT, "other")), "another client"),
        Arguments.of(Map.of("azp", "another"), "another client"),
        Arguments.of(Map.of("iss", "https://evil.example"), "another issuer"),
        Arguments.of(Map.of("exp", second - 61), "expired"),
        Arguments.of(Map.of("exp", ABSENT), "not valid"),
        Arguments.of(Map.of("iat", second + 120), "not valid"),
        Arguments.of(Map.of("iat", ABSENT), "not valid"),
        Arguments.of(Map.of("sub", ABSENT), "not valid"),
        Arguments.of(Map.of("sub", "x".repeat(256)), "names nobody"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_token_that_is_not_for_this_attempt_proves_nothing(Map<String, Object> claims, String why) {
    assertThat(signIn(claims))
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce-2", ABSENT})
  void a_code_of_another_attempt_is_a_bad_one(String nonce) {
    assertThat(signIn(Map.of("nonce", nonce)))
        .isEqualTo(new BadCode("its ID token is of another attempt to sign in"));
  }

  @Test
  void clocks_may_differ_by_a_minute() {
    var second = Instant.now().getEpochSecond();

    assertThat(signIn(Map.of("exp", second - 30, "iat", second - 300))).isInstanceOf(Proven.class);
    assertThat(signIn(Map.of("iat", second + 30))).isInstanceOf(Proven.class);
    assertThat(signIn(Map.of("aud", List.of(FakeProvider.CLIENT, "o"), "azp", FakeProvider.CLIENT)))
        .isInstanceOf(Proven.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Example.org, true",
    "other.org,   false",
    "absent,      false",
  })
  void accounts_are_of_a_domain_or_a_tenant_that_is_named(String value, boolean taken) {
    flow = flow(List.of("example.org"), List.of());
    assertThat(signIn(Map.of("hd", value)) instanceof Proven).isEqualTo(taken);

    flow = flow(List.of(), List.of("example.org"));
    assertThat(signIn(Map.of("tid", value)) instanceof Proven).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "down,        it answers 503",
    "huge,        it cannot be reached",
    "redirect,    it answers 302",
    "no-json,     its answer is no JSON object",
    "too-many,    it answers 429",
    "post,        it does not take the code: invalid_client",
  })
  void a_provider_that_has_gone_wrong_is_given_up(String fault, String why) {
    var code = code(Map.of());
    there.fault(fault);

    assertThat(flow.complete(code, ATTEMPT)).isEqualTo(new Unavailable(why));
  }

  @ParameterizedTest
  @CsvSource({
    "no-token, its answer holds no ID token",
    "garbage,  its ID token is no signed JWT",
    "rs512,    its ID token is not signed with RS256",
    "forged,   its ID token's signature is not valid",
  })
  void what_it_says_is_checked(String fault, String why) {
    var code = code(Map.of());
    there.fault(fault);

    assertThat(flow.complete(code, ATTEMPT)).isEqualTo(new Refused(why));
  }

  @Test
  void a_provider_that_is_down_sends_nobody_anywhere_and_comes_back() {
    there.fault("down");
    assertThat(flow.begin(ATTEMPT)).isNull();
    there.fault("other-issuer");
    assertThat(flow.begin(ATTEMPT)).isNull();
    there.fault("none");
    assertThat(flow.begin(ATTEMPT)).isNotNull();
  }

  @Test
  void an_answer_that_does_not_end_is_given_up() {
    var code = code(Map.of());
    there.fault("stall");

    assertThat(flow.complete(code, ATTEMPT)).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_code_is_good_once_and_with_its_verifier() {
    var code = code(Map.of());
    assertThat(flow.complete(code, ATTEMPT)).isInstanceOf(Proven.class);
    assertThat(flow.complete(code, ATTEMPT))
        .isEqualTo(new BadCode("it does not take the code: invalid_grant"));

    var caught = code(Map.of());
    assertThat(flow.complete(caught, new Attempt("state-1", "nonce-1", "w".repeat(43))))
        .isInstanceOf(BadCode.class);
  }

  @Test
  void keys_that_have_changed_are_fetched_anew() {
    assertThat(signIn(Map.of())).isInstanceOf(Proven.class);
    there.fault("unpublished-key");
    now = now.plusSeconds(3);
    assertThat(signIn(Map.of()))
        .isEqualTo(new Refused("its ID token is signed with a key that it does not publish"));

    there.fault("publish");
    now = now.plusSeconds(3);
    assertThat(signIn(Map.of())).isInstanceOf(Proven.class);
  }

  private Outcome signIn(Map<String, Object> claims) {
    return flow.complete(code(claims), ATTEMPT);
  }

  private String code(Map<String, Object> claims) {
    return there.grant(begun(), claims);
  }

  private URI begun() {
    return Objects.requireNonNull(flow.begin(ATTEMPT));
  }

  private CodeFlow flow(List<String> domains, List<String> tenants) {
    return new CodeFlow(
        new Registration(
            provider.url(),
            FakeProvider.CLIENT,
            new ClientSecret(FakeProvider.SECRET),
            URI.create("https://sallyport.example/sign-in/oidc/callback"),
            domains,
            tenants,
            Optional.of("groups")),
        () -> now);
  }

  private static FakeProvider started() {
    try {
      return new FakeProvider();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

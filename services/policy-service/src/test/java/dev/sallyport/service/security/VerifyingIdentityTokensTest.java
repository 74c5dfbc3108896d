package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256;

import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.openid.SigningKeys;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyingIdentityTokensTest {
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final InstantSource clock = () -> now;
  private FakeIssuer issuer = issuer();
  private RsaJsonWebKey key = issuer.publish("k1");
  private final Queue<CompletableFuture<?>> patience = new ConcurrentLinkedQueue<>();
  private IdentityTokens tokens = tokens(List.of());

  @BeforeEach
  void start() {
    issuer.close();
    issuer = issuer();
    key = issuer.publish("k1");
    tokens = tokens(List.of());
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static FakeIssuer issuer() {
    try {
      return new FakeIssuer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private IdentityTokens tokens(List<String> audiences) {
    return new IdentityTokens(
        new SigningKeys(issuer.url(), clock, this::endless), issuer.url(), audiences, clock);
  }

  // Ends when the test says so.
  private CompletableFuture<?> endless() {
    var begun = new CompletableFuture<@Nullable Void>();
    patience.add(begun);
    return begun;
  }

  @Test
  void believes_a_token_of_a_run() {
    assertThat(verify(signed(_ -> {})))
        .isEqualTo(
            new Accepted(
                new WorkflowRun(Owner.organization("Acme"), RepositoryName.of("app"), "4711")));
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("another issuer", claims -> claims.setIssuer("https://evil.example")),
        wrong("another audience", claims -> claims.setAudience("https://github.com/other")),
        wrong("no audience", claims -> claims.unsetClaim("aud")),
        wrong(
            "another owner than the repository's", claims -> claims.setClaim("repository", "x/y")),
        wrong("no owner", claims -> claims.unsetClaim("repository_owner")),
        wrong("no run", claims -> claims.unsetClaim("run_id")),
        wrong("a run that is no number", claims -> claims.setStringClaim("run_id", "4711\n")),
        wrong(
            "digits of another script", claims -> claims.setStringClaim("run_id", "\u0664\u0667")),
        wrong("a run of any length", claims -> claims.setStringClaim("run_id", "1".repeat(600))),
        wrong("an owner that is no name", claims -> owner(claims, "a/b")),
        wrong("no expiry", claims -> claims.unsetClaim("exp")),
        wrong("no time of issue", claims -> claims.unsetClaim("iat")),
        wrong("expired", claims -> claims.setClaim("exp", epoch(-31))),
        wrong("not good yet", claims -> claims.setClaim("nbf", epoch(31))),
        wrong("issued in the future", claims -> claims.setClaim("iat", epoch(60))));
  }

  private static void owner(JwtClaims claims, String owner) {
    claims.setClaim("repository_owner", owner);
    claims.setClaim("repository", owner + "/app");
    claims.setAudience("https://github.com/" + owner);
  }

  private static long epoch(long seconds) {
    return Instant.parse("2026-01-02T03:04:05Z").getEpochSecond() + seconds;
  }

  private static Arguments wrong(String what, Consumer<JwtClaims> change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void refuses_a_token_with(String what, Consumer<JwtClaims> change) {
    assertThat(verify(signed(change))).as(what).satisfies(VerifyingIdentityTokensTest::isWrong);
  }

  @Test
  void allows_clocks_to_differ_a_little() {
    assertThat(verify(signed(claims -> claims.setClaim("exp", epoch(-29)))))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void takes_audiences_that_are_configured() {
    tokens = tokens(List.of("sallyport"));

    assertThat(verify(signed(claims -> claims.setAudience("sallyport"))))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void folds_the_case_of_the_owner_in_the_audience() {
    assertThat(verify(signed(claims -> claims.setAudience("https://github.com/aCME"))))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void refuses_other_algorithms() {
    var claims = issuer.claims("Acme", "app", now);

    assertThat(verify(FakeIssuer.sign(claims, key, AlgorithmIdentifiers.RSA_USING_SHA512)))
        .satisfies(VerifyingIdentityTokensTest::isWrong);
    assertThat(verify(unsigned(claims))).satisfies(VerifyingIdentityTokensTest::isWrong);
    assertThat(issuer.fetches()).isZero();
  }

  @Test
  void refuses_a_signature_by_another_key_of_the_same_name() {
    var other = FakeIssuer.key("k1");

    assertThat(verify(FakeIssuer.sign(issuer.claims("Acme", "app", now), other, RSA_USING_SHA256)))
        .satisfies(VerifyingIdentityTokensTest::isWrong);
  }

  @Test
  void refuses_what_is_no_token() {
    assertThat(verify("eyJ.e30.x")).satisfies(VerifyingIdentityTokensTest::isWrong);
    assertThat(verify("eyJhbGciOiJSUzI1NiJ9.e30.x"))
        .satisfies(VerifyingIdentityTokensTest::isWrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":1}",
        "{\"alg\":[]}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"RS256\",\"kid\":7}",
        "{\"alg\":\"RS256\",\"kid\":{}}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"cty\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":{}}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":[7]}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"b64\":\"no\"}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"zip\":[]}",
        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"enc\":1}",
        "[]",
        "null",
        "7"
      })
  void refuses_headers_of_any_shape(String header) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var encoded = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8));

    assertThat(verify(encoded + ".e30.x")).satisfies(VerifyingIdentityTokensTest::isWrong);
    assertThat(verify(encoded + "..")).satisfies(VerifyingIdentityTokensTest::isWrong);
  }

  @Test
  void gives_up_an_answer_that_stalls_and_believes_tokens_when_the_issuer_has_healed()
      throws InterruptedException {
    issuer.stall(true);
    var waiting = tokens.verify(signed(_ -> {})).toCompletableFuture();
    issuer.awaitStall();
    patience.forEach(limit -> limit.complete(null));
    assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join())
        .satisfies(VerifyingIdentityTokensTest::isUnavailable);

    issuer.stall(false);
    now = now.plusSeconds(2);
    assertThat(verify(signed(_ -> {}))).isInstanceOf(Accepted.class);
  }

  @Test
  void fetches_keys_once_and_again_for_a_new_one() {
    verify(signed(_ -> {}));
    verify(signed(_ -> {}));
    assertThat(issuer.fetches()).isEqualTo(1);

    key = issuer.publish("k2");
    now = now.plusSeconds(20);

    assertThat(verify(signed(_ -> {}))).isInstanceOf(Accepted.class);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void is_no_burden_to_the_issuer_for_keys_that_nobody_has() {
    verify(signed(_ -> {}));
    now = now.plusSeconds(20);
    key = FakeIssuer.key("made up");
    assertThat(verify(signed(_ -> {}))).satisfies(VerifyingIdentityTokensTest::isWrong);
    for (var i = 0; i < 5; i++) {
      assertThat(verify(signed(_ -> {}))).satisfies(VerifyingIdentityTokensTest::isUnavailable);
    }

    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void does_not_call_a_key_wrong_that_may_have_come_since_it_asked() {
    verify(signed(_ -> {}));
    key = issuer.publish("k2");
    now = now.plusMillis(1_999);
    assertThat(verify(signed(_ -> {}))).satisfies(VerifyingIdentityTokensTest::isUnavailable);

    now = now.plusMillis(1);
    assertThat(verify(signed(_ -> {}))).isInstanceOf(Accepted.class);
  }

  @Test
  void cannot_say_while_the_issuer_is_away_but_keeps_the_keys_it_has() {
    issuer.breakDown(true);
    assertThat(verify(signed(_ -> {}))).satisfies(VerifyingIdentityTokensTest::isUnavailable);
    // Not asked again at once, and still not taken for a wrong token.
    assertThat(verify(signed(_ -> {}))).satisfies(VerifyingIdentityTokensTest::isUnavailable);

    issuer.breakDown(false);
    now = now.plusSeconds(20);
    assertThat(verify(signed(_ -> {}))).isInstanceOf(Accepted.class);

    issuer.breakDown(true);
    now = now.plusSeconds(7_200);
    assertThat(verify(signed(_ -> {}))).isInstanceOf(Accepted.class);
  }

  private String signed(Consumer<JwtClaims> change) {
    var claims = issuer.claims("Acme", "app", now);
    change.accept(claims);
    return FakeIssuer.sign(claims, key, RSA_USING_SHA256);
  }

  private static String unsigned(JwtClaims claims) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(
            "{\"alg\":\"none\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.toJson().getBytes(StandardCharsets.UTF_8))
        + ".";
  }

  private Authentication verify(String jwt) {
    return tokens.verify(jwt).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static void isWrong(Authentication authentication) {
    assertThat(authentication).isInstanceOf(Denied.class);
    assertThat(((Denied) authentication).problem()).isInstanceOf(WrongCredential.class);
  }

  private static void isUnavailable(Authentication authentication) {
    assertThat(authentication).isInstanceOf(Denied.class);
    assertThat(((Denied) authentication).problem()).isInstanceOf(Unavailable.class);
  }
}

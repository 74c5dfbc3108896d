package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.service.security.Session.Holder;
import dev.sallyport.settings.SecretFile;
import dev.sallyport.topology.view.Ask;
import dev.sallyport.topology.view.MemoryView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingSessionsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Owner ACME = Owner.organization("Acme");
  private static final ApiKey KEY = key("one");
  private static final ApiKey OTHER_KEY = key("other");
  private static final MemberId ADA = new MemberId("https://issuer.example", "ada");
  private static final Holder HOLDER = new Holder.OfKey(ACME, KEY.id());
  private static final Holder OTHER = new Holder.OfKey(ACME, OTHER_KEY.id());

  private final MemoryView view = new MemoryView(new RunnerPolicyJson());

  private Instant now = START;
  private final Sessions sessions = sessions("one secret", true);

  @Test
  void what_was_sealed_is_opened_again() {
    var session = sessions.begin(HOLDER);

    assertThat(sessions.open(sessions.cookie(session).getValue())).isEqualTo(session);
  }

  @Test
  void each_sign_in_has_an_id_of_its_own() {
    assertThat(sessions.begin(HOLDER).id()).isNotEqualTo(sessions.begin(HOLDER).id());
  }

  @Test
  void another_instance_with_the_same_secret_knows_it() {
    var cookie = sessions.cookie(sessions.begin(HOLDER)).getValue();

    assertThat(sessions("one secret", true).open(cookie)).isNotNull();
    assertThat(sessions("another secret", true).open(cookie)).isNull();
  }

  @Test
  void no_character_of_a_cookie_can_be_changed() {
    var cookie = sessions.cookie(sessions.begin(HOLDER)).getValue();
    for (var i = 0; i < cookie.length(); i++) {
      var other = cookie.charAt(i) == 'A' ? 'B' : 'A';
      var changed = cookie.substring(0, i) + other + cookie.substring(i + 1);
      assertThat(sessions.open(changed)).as(changed).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "....", "é.é", "AAAA."})
  void what_is_no_cookie_of_ours_is_no_session(String cookie) {
    assertThat(sessions.open(cookie)).isNull();
  }

  @Test
  void a_cut_cookie_and_one_with_another_content_are_no_session() {
    var one = sessions.cookie(sessions.begin(HOLDER)).getValue();
    var other = sessions.cookie(sessions.begin(new Holder.Nobody())).getValue();
    var spliced = other.substring(0, other.indexOf('.')) + one.substring(one.indexOf('.'));

    assertThat(sessions.open(spliced)).isNull();
    assertThat(sessions.open(one.substring(0, one.length() - 1))).isNull();
    assertThat(sessions.open(one.substring(0, one.indexOf('.')))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,       true",
    "PT7H59M59S, true",
    "PT8H,       false",
    "PT48H,      false",
  })
  void it_ends_after_eight_hours_without_a_request(Duration idle, boolean open) {
    var cookie = sessions.cookie(sessions.begin(HOLDER)).getValue();
    now = START.plus(idle);

    assertThat(sessions.open(cookie) != null).isEqualTo(open);
  }

  @Test
  void it_ends_after_a_day_whatever_is_asked() {
    var cookie = sessions.cookie(sessions.begin(HOLDER)).getValue();
    var lasted = Duration.ZERO;
    for (var session = sessions.open(cookie); session != null; session = sessions.open(cookie)) {
      cookie = sessions.renewal(session).orElse(sessions.cookie(session)).getValue();
      lasted = Duration.between(START, now);
      now = now.plus(Duration.ofHours(1));
    }

    assertThat(lasted).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void it_is_prolonged_at_most_once_a_minute() {
    var session = sessions.begin(HOLDER);
    now = START.plusSeconds(59);
    assertThat(sessions.renewal(session)).isEmpty();
    now = START.plusSeconds(60);

    var prolonged = sessions.open(sessions.renewal(session).orElseThrow().getValue());

    assertThat(prolonged).isEqualTo(session.seenAt(now));
  }

  @Test
  void what_began_before_its_holder_ended_all_is_none_any_more_whatever_the_clock_says() {
    did(new IssueApiKey(KEY));
    var before = sessions.begin(HOLDER);
    var cookie = sessions.cookie(before).getValue();
    var another = sessions.begin(OTHER);
    assertThat(sessions.identity(before)).isNotNull();

    did(new EndSessions(new SessionHolder.OfKey(KEY.id())));

    assertThat(sessions.identity(before)).isNull();
    assertThat(sessions.identity(Objects.requireNonNull(sessions.open(cookie)))).isNull();
    assertThat(sessions.identity(another)).isNull(); // its key is not there
    // In the same second: the order of events counts.
    var after = sessions.begin(HOLDER);
    assertThat(after.startedAt()).isEqualTo(before.startedAt());
    assertThat(sessions.identity(after)).isNotNull();
    now = START.minusSeconds(100);
    assertThat(sessions.identity(sessions.begin(HOLDER))).isNotNull();
  }

  @Test
  void an_ended_session_is_not_prolonged() {
    did(new IssueApiKey(KEY));
    var session = sessions.begin(HOLDER);
    now = START.plusSeconds(120);
    assertThat(sessions.renewal(session)).isPresent();

    did(new EndSessions(new SessionHolder.OfKey(KEY.id())));

    assertThat(sessions.renewal(session)).isEmpty();
  }

  @Test
  void the_end_of_one_keys_sessions_is_not_that_of_anothers() {
    did(new IssueApiKey(KEY));
    did(new IssueApiKey(OTHER_KEY));
    var other = sessions.begin(OTHER);

    did(new EndSessions(new SessionHolder.OfKey(KEY.id())));

    assertThat(sessions.identity(other)).isNotNull();
  }

  @Test
  void a_members_sessions_end_by_an_event_of_the_installation() {
    var holder = new Holder.OfMember(ADA, "ada@example.com", List.of());
    var before = sessions.begin(holder);
    assertThat(sessions.identity(before)).isNotNull();

    did(Owner.TENANT, new EndSessions(new SessionHolder.OfMember(ADA)));

    assertThat(sessions.identity(before)).isNull();
    assertThat(sessions.identity(sessions.begin(holder))).isNotNull();
  }

  private void did(PolicyCommand command) {
    did(ACME, command);
  }

  private void did(Owner owner, PolicyCommand command) {
    assertThat(view.apply(Ask.of(owner, command, now), now).verdict())
        .isInstanceOf(Verdict.Done.class);
  }

  @Test
  void the_cookie_is_kept_from_scripts_and_from_other_sites() {
    var cookie = sessions.cookie(sessions.begin(HOLDER));

    assertThat(cookie.getName()).isEqualTo("__Host-sallyport");
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.isSecure()).isTrue();
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getDomain()).isNull();
    assertThat(cookie.getSameSite()).hasToString("LAX");
    assertThat(sessions("x", false).cookie(sessions.begin(HOLDER)).getName())
        .isEqualTo("sallyport");
  }

  @Test
  void the_cookie_never_holds_a_key_or_its_hash() {
    var cookie = sessions.cookie(sessions.begin(HOLDER)).getValue();
    var content = cookie.substring(0, cookie.indexOf('.'));

    assertThat(new String(Base64.getUrlDecoder().decode(content), StandardCharsets.ISO_8859_1))
        .contains("Acme", KEY.id().value())
        .doesNotContain(KEY.hash().hex());
  }

  @Test
  void a_form_token_is_good_for_its_session_alone() {
    var one = sessions.begin(HOLDER);
    var other = sessions.begin(HOLDER);

    assertThat(sessions.isFormToken(one, sessions.formToken(one))).isTrue();
    assertThat(sessions.isFormToken(other, sessions.formToken(one))).isFalse();
    assertThat(sessions.isFormToken(one, "")).isFalse();
  }

  @Test
  void the_secret_is_made_once_and_for_its_owner_only(@TempDir Path folder) throws Exception {
    var data = folder.resolve("data");
    var made = SecretFile.in(data, "session-secret");

    assertThat(SecretFile.in(data, "session-secret")).isEqualTo(made);
    assertThat(new String(made, StandardCharsets.US_ASCII)).hasSize(43);
    try (var files = Files.list(data)) {
      assertThat(files).containsExactly(data.resolve("session-secret"));
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("session-secret"))))
        .isEqualTo("rw-------");
  }

  private Sessions sessions(String secret, boolean secure) {
    return new Sessions(
        new SessionCookies(secret.getBytes(StandardCharsets.UTF_8)),
        secure,
        true,
        Optional.of("https://issuer.example"),
        Set.of(),
        view,
        new KeyUse(),
        () -> now);
  }

  private static ApiKey key(String secret) {
    return new ApiKey(KeyHash.of(secret), KeyKind.READ_ONLY, secret, null, false);
  }
}

package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.service.security.Session.Holder;
import dev.sallyport.topology.view.MemoryView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of members, and the attempts that lead to them. */
class BelongingToAMemberTest {
  private static final String ISSUER = "https://issuer.example";
  private static final MemberId ANN = new MemberId(ISSUER, "ann");
  private static final Owner ACME = Owner.organization("Acme");
  private static final Holder.OfMember MEMBER =
      new Holder.OfMember(
          ANN,
          "Änn <a@example.org>",
          List.of(
              new ClaimedRole(Owner.TENANT, Role.AUDITOR),
              new ClaimedRole(Owner.organization("Acme"), Role.EDITOR)));

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Sessions sessions = sessions(true, ISSUER);

  @Test
  void what_was_sealed_is_opened_again() {
    var session = sessions.begin(MEMBER);

    assertThat(sessions.open(sessions.cookie(session).getValue())).isEqualTo(session);
  }

  @Test
  void is_shown_by_name_and_told_from_others_by_issuer_and_subject() {
    assertThat(Objects.requireNonNull(sessions.identity(sessions.begin(MEMBER))).actor())
        .isEqualTo(
            new Actor(Actor.Kind.MEMBER, "ann (https://issuer.example)", "Änn <a@example.org>"));
  }

  @Test
  void ends_when_nobody_signs_in_at_that_issuer_any_more() {
    var session = sessions.begin(MEMBER);

    assertThat(sessions.identity(session)).isNotNull();
    assertThat(sessions(true, "https://another.example").identity(session)).isNull();
    assertThat(sessions(true, null).identity(session)).isNull();
  }

  @Test
  void a_claimed_role_ends_when_the_settings_name_it_no_more() {
    var session = sessions.begin(MEMBER);
    assertThat(may(sessions, session, Permission.CHANGE_POLICIES, ACME)).isTrue();
    assertThat(may(sessions, session, Permission.READ, Owner.organization("other"))).isTrue();

    // The owner counts, and so does the role.
    var after =
        sessions(
            true,
            ISSUER,
            Set.of(
                new ClaimedRole(Owner.organization("Other"), Role.AUDITOR),
                new ClaimedRole(ACME, Role.AUDITOR)));
    assertThat(may(after, session, Permission.CHANGE_POLICIES, ACME)).isFalse();
    assertThat(may(after, session, Permission.READ, ACME)).isFalse();
    assertThat(may(after, session, Permission.READ, Owner.organization("other"))).isFalse();

    var half =
        sessions(true, ISSUER, Set.of(new ClaimedRole(Owner.organization("acme"), Role.EDITOR)));
    assertThat(may(half, session, Permission.CHANGE_POLICIES, ACME)).isTrue();
    assertThat(may(half, session, Permission.READ, Owner.organization("other"))).isFalse();
  }

  private static boolean may(
      Sessions sessions, Session session, Permission permission, Owner owner) {
    return Objects.requireNonNull(sessions.identity(session)).may(permission, owner);
  }

  @Test
  void keys_have_no_sessions_where_they_do_not_sign_in() {
    var session =
        sessions.begin(new Holder.OfKey(Owner.organization("acme"), new KeyId("0123456789abcdef")));

    assertThat(sessions(false, ISSUER).identity(session)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"50, true", "100, false"})
  void a_cookie_carries_so_many_roles(int roles, boolean held) {
    var many =
        new Holder.OfMember(
            new MemberId("https://login.example.com/" + "0".repeat(36), "s".repeat(40)),
            "somebody.with.a.name@example.com",
            IntStream.range(0, roles)
                .mapToObj(i ->
                    new ClaimedRole(
                        Owner.organization("organization-%024d".formatted(i)), Role.AUDITOR))
                .toList());

    assertThat(sessions.holds(sessions.begin(many))).isEqualTo(held);
  }

  @Test
  void an_attempt_is_known_again_by_any_instance_and_in_its_own_session_alone() {
    var session = sessions.begin(new Holder.Nobody());
    var attempt = sessions.attempt(session);

    assertThat(sessions(true, ISSUER).resume(session, attempt.state())).isEqualTo(attempt);
    assertThat(sessions.resume(sessions.begin(new Holder.Nobody()), attempt.state())).isNull();
    assertThat(sessions.attempt(session)).isNotEqualTo(attempt);
  }

  @Test
  void no_attempt_tells_its_nonce_or_its_verifier() {
    var attempt = sessions.attempt(sessions.begin(new Holder.Nobody()));

    assertThat(attempt.state()).doesNotContain(attempt.nonce(), attempt.verifier());
    assertThat(attempt.nonce()).isNotEqualTo(attempt.verifier());
    assertThat(attempt.verifier()).matches("[A-Za-z0-9_-]{43}"); // RFC 7636, 4.1: 43 at least
    assertThat(attempt.toString()).doesNotContain(attempt.verifier());
  }

  @ParameterizedTest
  @CsvSource({"PT0S, true", "PT10M, true", "PT10M1S, false"})
  void an_attempt_is_good_for_ten_minutes(Duration later, boolean good) {
    var session = sessions.begin(new Holder.Nobody());
    var attempt = sessions.attempt(session);
    now = now.plus(later);

    assertThat(sessions.resume(session, attempt.state()) != null).isEqualTo(good);
  }

  @Test
  void no_character_of_a_state_can_be_changed() {
    var session = sessions.begin(new Holder.Nobody());
    var state = sessions.attempt(session).state();
    for (var i = 0; i < state.length(); i++) {
      var other = state.charAt(i) == '1' ? '2' : '1';
      var changed = state.substring(0, i) + other + state.substring(i + 1);
      assertThat(sessions.resume(session, changed)).as(changed).isNull();
    }
    for (var broken : List.of("", ".", "..", "a.b", "1..", "x".repeat(5_000))) {
      assertThat(sessions.resume(session, broken)).isNull();
    }
  }

  private Sessions sessions(boolean keys, @Nullable String issuer) {
    return sessions(keys, issuer, Set.copyOf(MEMBER.claimed()));
  }

  private Sessions sessions(boolean keys, @Nullable String issuer, Set<ClaimedRole> named) {
    return new Sessions(
        new SessionCookies("one secret".getBytes(StandardCharsets.UTF_8)),
        true,
        keys,
        Optional.ofNullable(issuer),
        named,
        new MemoryView(new RunnerPolicyJson()),
        new KeyUse(),
        () -> now);
  }
}

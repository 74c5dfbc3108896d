package dev.sallyport.service.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingARequestTest {
  private static final Owner ACME = Owner.organization("acme");
  private static final Actor ALICE = new Actor(Actor.Kind.API_KEY, "1", "alice");
  private static final Actor BOB = new Actor(Actor.Kind.API_KEY, "2", "bob");

  @Test
  void gives_a_repeat_the_same_command() {
    var first = RequestId.of("k", "POST", "/a", "body");

    assertThat(RequestId.of("k", "POST", "/a", "body").digest()).isEqualTo(first.digest());
    assertThat(first.commandId(ACME, ALICE))
        .isEqualTo(RequestId.of("k", "PUT").commandId(Owner.organization("ACME"), ALICE));
  }

  @Test
  void keeps_authors_and_owners_apart() {
    var request = RequestId.of("k", "POST");

    assertThat(request.commandId(ACME, ALICE)).isNotEqualTo(request.commandId(ACME, BOB));
    assertThat(request.commandId(ACME, ALICE))
        .isNotEqualTo(request.commandId(Owner.organization("other"), ALICE));
  }

  @Test
  void gives_every_request_without_a_key_a_command_of_its_own() {
    var request = RequestId.of(null, "POST");

    assertThat(request.commandId(ACME, ALICE)).isEqualTo(request.commandId(ACME, ALICE));
    assertThat(request.commandId(ACME, ALICE))
        .isNotEqualTo(RequestId.of(null, "POST").commandId(ACME, ALICE));
  }

  @Test
  void tells_requests_apart_by_every_part() {
    assertThat(RequestId.of("k", "ab", "c").digest())
        .isNotEqualTo(RequestId.of("k", "a", "bc").digest());
  }

  @Test
  void knows_a_form_again_that_is_sent_twice_unless_it_was_filled_in_otherwise() {
    var form = RequestId.ofForm("f", "name", "kind").commandId(ACME, ALICE);

    assertThat(RequestId.ofForm("f", "name", "kind").commandId(ACME, ALICE)).isEqualTo(form);
    assertThat(RequestId.ofForm("f", "other", "kind").commandId(ACME, ALICE)).isNotEqualTo(form);
    assertThat(RequestId.ofForm("g", "name", "kind").commandId(ACME, ALICE)).isNotEqualTo(form);
    assertThat(RequestId.ofForm(null, "name").commandId(ACME, ALICE))
        .isNotEqualTo(RequestId.ofForm(null, "name").commandId(ACME, ALICE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "ключ"})
  void refuses_keys_that_are_none(String key) {
    assertThatThrownBy(() -> RequestId.of(key, "POST")).isInstanceOf(Rejection.class);
  }

  @Test
  void refuses_a_key_that_is_too_long() {
    assertThatThrownBy(() -> RequestId.of("k".repeat(256))).isInstanceOf(Rejection.class);
    assertThat(RequestId.of("k".repeat(255)).idempotencyKey()).hasSize(255);
  }
}

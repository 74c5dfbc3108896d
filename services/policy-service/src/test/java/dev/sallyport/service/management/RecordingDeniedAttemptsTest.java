package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Refusal.RecordedAlready;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NotInTime;
import dev.sallyport.service.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordingDeniedAttemptsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Uni<Done> DONE = Uni.createFrom().item(new Done(true, 1, null));

  private record Sent(String actor, int attempts, String id) {}

  private final List<Sent> sent = new ArrayList<>();
  private Instant now = NOON;
  private Uni<Done> answer = DONE;
  private final DeniedAttempts denied =
      new DeniedAttempts(
          (caller, attempts, request) -> {
            sent.add(
                new Sent(
                    caller.actor().name(), attempts, String.valueOf(request.idempotencyKey())));
            return answer;
          },
          () -> now);

  private static Caller caller(String name) {
    var key = new ApiKey(KeyHash.of(name), KeyKind.ADMIN, name, null, false);
    return new Caller(new KeyHolder(Owner.organization("acme"), key), Source.API);
  }

  private void passes(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
    denied.flush();
  }

  private List<Integer> attempts() {
    return sent.stream().map(Sent::attempts).toList();
  }

  @Test
  void records_the_first_at_once_and_the_others_of_a_minute_together() {
    denied.denied(caller("ada"));
    denied.denied(caller("ada"));
    denied.denied(caller("ada"));
    assertThat(attempts()).containsExactly(1);

    passes(59);
    assertThat(attempts()).containsExactly(1);
    passes(1);
    assertThat(attempts()).containsExactly(1, 2);
    passes(60);
    assertThat(attempts()).containsExactly(1, 2);
  }

  @Test
  void counts_each_actor_apart() {
    denied.denied(caller("ada"));
    denied.denied(caller("bob"));

    assertThat(sent).extracting(Sent::actor).containsExactly("ada", "bob");
  }

  @Test
  void keeps_the_count_while_another_instance_has_just_recorded() {
    answer = Uni.createFrom().failure(new Rejection(new RecordedAlready(NOON)));
    denied.denied(caller("ada"));
    denied.denied(caller("ada"));
    answer = DONE;

    passes(60);

    assertThat(attempts()).containsExactly(1, 2);
    assertThat(sent.getFirst().id()).isNotEqualTo(sent.getLast().id());
  }

  @Test
  void sends_the_same_command_again_when_nothing_was_heard_of_it() {
    answer = Uni.createFrom().failure(new Rejection(new NotInTime(new CommandId(new UUID(0, 1)))));
    denied.denied(caller("ada"));
    denied.denied(caller("ada"));
    answer = DONE;

    passes(60);
    passes(60);

    assertThat(attempts()).containsExactly(1, 1, 1);
    assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id());
    assertThat(sent.get(2).id()).isNotEqualTo(sent.get(0).id());
  }

  @Test
  void counts_a_bounded_number_of_actors_and_forgets_who_has_stopped() {
    for (var i = 0; i <= DeniedAttempts.MOST_ACTORS; i++) {
      denied.denied(caller("actor " + i));
    }
    assertThat(sent).hasSize(DeniedAttempts.MOST_ACTORS);

    passes(60);
    denied.denied(caller("ada"));

    assertThat(sent.getLast().actor()).isEqualTo("ada");
  }
}

package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.command.PolicyCommand.RecordDeniedBlockListChange;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.change.Changes;
import dev.sallyport.service.security.Caller;
import dev.sallyport.topology.submit.Commands.Unanswered;
import dev.sallyport.topology.submit.Commands.Unavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered when the decider is silent or cannot be reached. */
@QuarkusTest
@TestProfile(InMemory.class)
class LosingCommandsTest {
  private final MemoryEngine engine;
  private final Changes changes;
  private final Owner owner = Owner.organization(Api.newOwner());
  private final List<Submission> lost = new CopyOnWriteArrayList<>();

  @Inject
  LosingCommandsTest(MemoryEngine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @AfterEach
  void decide_again() {
    engine.decideAgain(owner);
    engine.decideAgain(Owner.TENANT);
  }

  @Test
  void names_the_command_of_which_nothing_was_heard() {
    engine.fail(owner, this::unanswered);

    var answer = Api.yaml("egress-policy: audit\n").put(Api.policy(owner.name(), "p1"));

    var id = lost.getFirst().id().toString();
    answer
        .then()
        .statusCode(504)
        .contentType("application/problem+json")
        .body("type", endsWith("#not-in-time"))
        .body("commandId", equalTo(id))
        .body("detail", containsString(id));
  }

  @Test
  void says_when_to_come_again_while_nothing_can_be_submitted() {
    engine.fail(owner, _ -> new Unavailable("The broker is away"));

    Api.yaml("egress-policy: audit\n")
        .put(Api.policy(owner.name(), "p1"))
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("type", endsWith("#service-unavailable"))
        .body("detail", containsString("lookups go on"));
  }

  @Test
  void sends_denied_attempts_again_under_the_same_command_id() {
    engine.fail(Owner.TENANT, this::unanswered);
    var now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    var denied =
        new DeniedAttempts(
            (caller, attempts, request) ->
                changes.submit(
                    caller, Owner.TENANT, new RecordDeniedBlockListChange(attempts), request),
            now::get);
    var key = new ApiKey(KeyHash.of("ada"), KeyKind.ADMIN, "ada", null, false);

    denied.denied(new Caller(new KeyHolder(owner, key), Source.API));
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
    denied.flush();

    assertThat(lost).hasSize(2);
    assertThat(lost.get(1).id()).isEqualTo(lost.get(0).id());
  }

  private RuntimeException unanswered(Submission submission) {
    lost.add(submission);
    return new Unanswered(submission, "its outcome");
  }
}

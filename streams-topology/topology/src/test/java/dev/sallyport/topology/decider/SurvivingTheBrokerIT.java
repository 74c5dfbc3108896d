package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.again;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.creating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.local.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivingTheBrokerIT {
  private static final int COMMANDS = 600;

  @TempDir Path folder;

  @Test
  void every_change_is_written_once_whatever_becomes_of_the_broker() throws Exception {
    try (var broker = LocalKafka.start();
        var kafka = new DeciderOnKafka(broker.bootstrapServers(), "surviving", folder)) {
      var decider = kafka.start();
      var submissions = new ArrayList<Submission>();
      var outcomes = new HashMap<CommandId, CompletableFuture<Outcome>>();
      for (var number = 0; number < COMMANDS; number++) {
        var submission =
            ask(
                Owner.of("owner-" + number % 5),
                creating("policy " + number),
                Instant.now().plusSeconds(20));
        submissions.add(submission);
        outcomes.put(submission.id(), kafka.submit(submission));
        // In the middle of commands under way, again before it has recovered, and once more.
        if (number % 200 == 100) {
          broker.kill();
          broker.restart();
        }
      }

      // The middle of an open transaction, for longer than it may stay open.
      broker.kill();
      var timedOut = System.nanoTime() + Duration.ofSeconds(6).toNanos();
      while (System.nanoTime() < timedOut) {
        Thread.onSpinWait();
      }
      broker.restart();
      var acknowledged = acknowledged(outcomes);

      for (var submission : submissions) {
        var repeated = kafka.outcome(again(submission, Duration.ofMinutes(10)));
        assertThat(repeated.verdict()).isInstanceOf(Done.class);
        var first = acknowledged.contains(submission.id()) ? outcomes.get(submission.id()) : null;
        if (first != null) {
          assertThat(repeated).isEqualTo(first.join());
        }
      }

      var created =
          kafka.events().stream()
              .filter(each -> each.event() instanceof PolicyCreated)
              .map(each -> each.meta().command())
              .toList();
      assertThat(created).hasSize(COMMANDS);
      assertThat(new HashSet<>(created)).isEqualTo(outcomes.keySet());
      assertThat(decider.running()).isTrue();
      assertThat(decider.health().stopped()).isEmpty();
    }
  }

  private static Set<CommandId> acknowledged(Map<CommandId, CompletableFuture<Outcome>> outcomes) {
    var acknowledged = new HashSet<CommandId>();
    outcomes.forEach((id, outcome) -> {
      if (outcome.isDone()
          && !outcome.isCompletedExceptionally()
          && outcome.join().verdict() instanceof Done) {
        acknowledged.add(id);
      }
    });
    return acknowledged;
  }
}

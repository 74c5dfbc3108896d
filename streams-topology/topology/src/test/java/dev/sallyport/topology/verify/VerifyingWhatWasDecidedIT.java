package dev.sallyport.topology.verify;

import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.attaching;
import static dev.sallyport.topology.decider.Asking.creating;
import static dev.sallyport.topology.decider.Asking.named;
import static dev.sallyport.topology.decider.Asking.repositories;
import static dev.sallyport.topology.decider.Asking.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.decider.Decider;
import dev.sallyport.topology.decider.DeciderSettings;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.HistoryApplication;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.submit.CommandSubmitter;
import dev.sallyport.topology.submit.SubmitSettings;
import dev.sallyport.topology.verify.Verdict.Sound;
import dev.sallyport.topology.view.ChangelogView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log, state, view and history as the real decider makes them: all tell the same. */
class VerifyingWhatWasDecidedIT {
  private static final Owner ACME = Owner.of("Acme");
  private static final Owner GLOBEX = Owner.of("globex");
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void holds_for_log_state_view_and_history(@TempDir Path folder) {
    var clock = InstantSource.system();
    try (var log = new WrittenLog();
        var decider =
            new Decider(
                log.clients,
                log.topics,
                EventEncoder.registered(log.ids),
                DeciderSettings.onOneMachine(folder.resolve("decider"), WrittenLog.PARTITIONS),
                clock);
        var history =
            new HistoryApplication(
                log.clients,
                log.topics,
                WrittenLog.PARTITIONS,
                log.ids,
                ProjectionSettings.onOneMachine(folder.resolve("history")));
        var view = ChangelogView.start(log.clients, log.topics, (_, _) -> new byte[0], clock);
        var commands =
            CommandSubmitter.start(
                log.clients, log.topics, view, SubmitSettings.DEFAULT, clock, (_, _, _) -> {})) {
      decider.start();
      history.start();
      for (var owner : List.of(ACME, GLOBEX)) {
        for (var command : commands()) {
          submit(commands, owner, command, clock);
        }
      }

      var verdict = log.verdict();
      assertThat(verdict)
          .asInstanceOf(type(Sound.class))
          .satisfies(sound -> {
            assertThat(sound.heads())
                .extracting(ExportedHead::owner)
                .containsExactly("acme", "globex");
            for (var head : sound.heads()) {
              var owner = Owner.of(head.owner());
              assertThat(
                      history
                          .history()
                          .reached(owner, head.sequence(), LONG)
                          .toCompletableFuture()
                          .join()
                          .complete())
                  .isTrue();
              String served = view.read(owner, book -> StateDigest.of(owner, book));
              assertThat(served).isEqualTo(StateDigest.of(owner, folded(history.history(), head)));
            }
          });
    }
  }

  private static MemoryBook folded(History history, ExportedHead head) {
    var owner = Owner.of(head.owner());
    var book = new MemoryBook();
    for (var sequence = 1L; sequence <= head.sequence(); sequence++) {
      var event = Objects.requireNonNull(history.event(owner, sequence));
      var next = history.event(owner, sequence + 1);
      book.evolve(event, next == null ? head.hash() : next.meta().previous());
    }
    return book;
  }

  private static List<PolicyCommand> commands() {
    return List.of(
        creating("build"),
        creating("release"),
        attaching("build", repositories(0, 1_200)),
        attaching("release", repositories(1_000, 1_300)),
        new UpdatePolicy(named("build"), written("egress-policy: block # again"), null, null),
        new DeletePolicy(named("release"), null));
  }

  private static void submit(
      CommandSubmitter commands, Owner owner, PolicyCommand command, InstantSource clock) {
    var deadline = System.nanoTime() + LONG.toNanos();
    while (commands.partitions() == 0) {
      assertThat(System.nanoTime()).as("ready to submit").isLessThan(deadline);
      Thread.onSpinWait();
    }
    var submission = ask(owner, command, clock.instant().plus(LONG));
    assertThat(commands.submit(submission).toCompletableFuture().join().verdict())
        .isInstanceOf(Done.class);
  }
}

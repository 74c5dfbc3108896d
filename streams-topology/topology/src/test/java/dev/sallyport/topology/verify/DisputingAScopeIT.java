package dev.sallyport.topology.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.decider.Decider;
import dev.sallyport.topology.decider.DeciderSettings;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.history.HistoryApplication;
import dev.sallyport.topology.projection.ProjectionSettings;
import dev.sallyport.topology.submit.CommandSubmitter;
import dev.sallyport.topology.submit.SubmitSettings;
import dev.sallyport.topology.verify.Verdict.Sound;
import dev.sallyport.topology.view.Ask;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.Soon;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients that attach different policies to one scope at the same moment, a thousand times. */
class DisputingAScopeIT {
  private static final Owner ACME = Owner.of("acme");
  private static final int TIMES = 1_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void leaves_one_standing_and_tells_which_displaced_which(@TempDir Path folder) {
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
      Soon.is("outcomes are heard", () -> commands.partitions() > 0);
      for (var name : List.of("one", "other")) {
        var asked = Ask.of(ACME, Ask.create(name, name + ".example"), clock.instant().plus(LONG));
        assertThat(commands.submit(asked).toCompletableFuture().join().verdict())
            .isInstanceOf(Done.class);
      }
      var scope = Ask.repository("app");

      for (var round = 0; round < TIMES; round++) {
        var notAfter = clock.instant().plus(LONG);
        var one = commands.submit(Ask.of(ACME, Ask.attach("one", scope), notAfter));
        var other = commands.submit(Ask.of(ACME, Ask.attach("other", scope), notAfter));
        assertThat(one.toCompletableFuture().join().verdict()).isInstanceOf(Done.class);
        assertThat(other.toCompletableFuture().join().verdict()).isInstanceOf(Done.class);
        assertThat(view.lookUp(Ask.job(ACME, "app", "ci.yml"))).isInstanceOf(Found.Served.class);
      }

      assertThat(log.verdict()).isInstanceOf(Sound.class);
      var last = view.read(ACME, book -> Objects.requireNonNull(book.head())).sequence();
      assertThat(
              history.history().reached(ACME, last, LONG).toCompletableFuture().join().complete())
          .isTrue();
      @Nullable PolicyName standing = null;
      for (var event : oldestFirst(history)) {
        if (event.event() instanceof PolicyDetached(var policy, _, var by, _)) {
          assertThat(policy).isEqualTo(standing);
          assertThat(by).isNotNull().isNotEqualTo(policy);
          standing = null;
        } else if (event.event() instanceof PolicyAttached attached) {
          assertThat(standing).as("who stood at sequence " + event.meta().sequence()).isNull();
          standing = attached.policy();
        }
      }
      var served = (Found.Served) view.lookUp(Ask.job(ACME, "app", "ci.yml"));
      assertThat(served.policy().entry().policy()).isEqualTo(standing);
    }
  }

  private static List<RecordedEvent> oldestFirst(HistoryApplication history) {
    var events = new ArrayList<RecordedEvent>();
    @Nullable Long before = null;
    do {
      var page = history.history().audit(ACME, AuditFilter.ALL, before, 1_000);
      events.addAll(page.entries());
      before = page.next();
    } while (before != null);
    return events.reversed();
  }
}

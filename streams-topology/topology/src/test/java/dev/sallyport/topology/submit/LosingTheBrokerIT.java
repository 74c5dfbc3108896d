package dev.sallyport.topology.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.topology.submit.Commands.Unanswered;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.Ask;
import dev.sallyport.topology.view.ChangelogView;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.PolicyView.Freshness;
import dev.sallyport.topology.view.Soon;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on while the broker is gone, and after it came back. */
final class LosingTheBrokerIT {
  private static final Owner ACME = Owner.of("acme");
  private static final InstantSource CLOCK = InstantSource.system();

  private static long version(ChangelogView view) {
    return switch (view.lookUp(Ask.job(ACME, "app", "ci.yml"))) {
      case Found.Served(var policy, _) -> policy.entry().version();
      case Found.Nothing _ -> -1;
      case Found.Unknown _ -> -2;
    };
  }

  @Test
  void lookups_go_on_and_changes_come_back(@TempDir Path folder) {
    try (var kafka = LocalKafka.start()) {
      var clients = KafkaClients.of(kafka.bootstrapServers());
      var topics = new Topics("");
      try (var log = new PolicyLog(clients, topics, 3, folder)) {
        log.done(
            ACME,
            Ask.create("p", "a.example"),
            Ask.attach("p", Ask.organization()),
            Ask.issue("a secret"));
        kafka.kill();

        assertThat(version(log.view())).isEqualTo(1);
        assertThat(log.view().keyHolder(KeyHash.of("a secret"))).isNotNull();
        var fresh =
            log.view()
                .fresh(ACME, Duration.ofMillis(300))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(fresh)
            .isInstanceOfSatisfying(
                Freshness.Stale.class, stale -> assertThat(stale.age()).isPositive());
        var lost =
            log.commands()
                .submit(Ask.of(ACME, Ask.update("p", "b.example"), CLOCK.instant().plusSeconds(3)))
                .toCompletableFuture();
        assertThatThrownBy(lost::join).hasCauseInstanceOf(Unanswered.class);
        assertThat(version(log.view())).isEqualTo(1);

        kafka.restart();
        var probe = new ChangeProbe(log.commands(), log.commands()::partitions, CLOCK);
        Soon.is(
            "changes can be made", () -> probe.probe().toCompletableFuture().join().changeable());
        log.done(ACME, Ask.update("p", "c.example"));
        assertThat(version(log.view())).isGreaterThanOrEqualTo(2);
        assertThat(log.view().health().caughtUp()).isTrue();
        Soon.is("nothing is behind", () -> log.view().health().recordsBehind() == 0);
      }
    }
  }
}

package dev.sallyport.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.topology.telemetry.Telemetry.Unavailable;
import dev.sallyport.topology.view.Soon;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of all telemetry, wherever it goes. */
abstract class TelemetryContract {
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  abstract Telemetry telemetry();

  /** Of which no other test knows. */
  abstract RepositoryFullName repository();

  /** What was recorded of a repository, each topic in its order, run events first. */
  abstract List<TelemetryEvent> recorded(RepositoryFullName repository);

  abstract void lose();

  abstract void regain();

  @Test
  void what_was_acknowledged_is_recorded_in_order() {
    var repository = repository();
    var monitored = Observed.monitored(repository, "1");
    var first = Observed.resolved(repository, "a.example");
    var second = Observed.resolved(repository, "b.example");

    report(first);
    report(monitored);
    report(second);

    assertThat(recorded(repository)).containsExactly(monitored, first, second);
  }

  @Test
  void what_was_noted_is_recorded_soon() {
    var repository = repository();
    var lookup = Observed.lookedUp(repository, "1");
    var before = telemetry().unrecorded();

    telemetry().note(() -> lookup);

    Soon.is("the lookup is recorded", () -> recorded(repository).equals(List.of(lookup)));
    assertThat(telemetry().unrecorded()).isEqualTo(before);
  }

  @Test
  void a_lookup_that_cannot_be_recorded_is_counted_and_keeps_no_other_from_it() {
    var repository = repository();
    var lookup = Observed.lookedUp(repository, "1");
    var before = telemetry().unrecorded();

    telemetry()
        .note(() -> {
          throw new IllegalStateException("a defect, for this test");
        });
    telemetry().note(() -> lookup);

    Soon.is("the other is recorded", () -> recorded(repository).equals(List.of(lookup)));
    Soon.is("the one is counted", () -> telemetry().unrecorded() == before + 1);
  }

  @Test
  void while_nothing_is_taken_everybody_is_told_so_in_time_and_nobody_waits() {
    var repository = repository();
    report(Observed.resolved(repository, "before.example"));
    lose();
    try {
      var began = System.nanoTime();
      var lost = telemetry().report(Observed.resolved(repository, "lost.example"));
      for (var i = 0; i < 100; i++) {
        telemetry().note(() -> Observed.lookedUp(repository, "1"));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
      assertThatThrownBy(() -> lost.toCompletableFuture().join())
          .hasRootCauseInstanceOf(Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    } finally {
      regain();
    }
    Soon.is(
        "telemetry is taken again",
        () ->
            telemetry()
                .report(Observed.resolved(repository, "after.example"))
                .handle((_, failure) -> failure == null)
                .toCompletableFuture()
                .join());
    assertThat(recorded(repository)).contains(Observed.resolved(repository, "after.example"));
  }

  final void report(TelemetryEvent event) {
    telemetry().report(event).toCompletableFuture().join();
  }
}

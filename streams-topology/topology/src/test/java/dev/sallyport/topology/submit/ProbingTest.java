package dev.sallyport.topology.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.topology.submit.MemoryCommands.Mode;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.view.MemoryView;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProbingTest {
  private static final int PARTITIONS = 48;

  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final MemoryCommands commands =
      new MemoryCommands(new MemoryView((_, _) -> new byte[0]), () -> now);
  private final ChangeProbe probe = new ChangeProbe(commands, () -> PARTITIONS, () -> now);

  private ChangeProbe.Found probed() {
    return probe.probe().toCompletableFuture().join();
  }

  @Test
  void asks_every_partition() {
    assertThat(probed().changeable()).isTrue();
    assertThat(commands.submitted())
        .extracting(submission -> OwnerPartition.of(submission.owner(), PARTITIONS))
        .containsExactlyElementsOf(IntStream.range(0, PARTITIONS).boxed().toList());
  }

  @Test
  void asks_once_a_second() {
    probed();
    now = now.plus(Duration.ofMillis(900));
    probed();
    assertThat(commands.submitted()).hasSize(PARTITIONS);
    now = now.plus(Duration.ofMillis(200));
    probed();
    assertThat(commands.submitted()).hasSize(2 * PARTITIONS);
  }

  @Test
  void says_where_changes_cannot_be_made() {
    commands.become(Mode.SILENT);
    assertThat(probed().failing()).hasSize(PARTITIONS);
  }

  @Test
  void nothing_can_be_changed_before_anything_can_be_submitted() {
    var early = new ChangeProbe(commands, () -> 0, () -> now);
    assertThat(early.probe().toCompletableFuture().join().changeable()).isFalse();
  }
}

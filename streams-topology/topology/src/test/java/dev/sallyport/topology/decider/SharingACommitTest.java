package dev.sallyport.topology.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SharingACommitTest {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Backlog backlog = new Backlog(() -> now);
  private final Backlog.Watch consumer = watch();

  @Test
  void a_single_command_is_committed_at_once() {
    fetch(1);
    assertThat(backlog.decided()).isTrue();
  }

  @Test
  void commands_that_came_together_are_committed_together() {
    fetch(3);
    assertThat(List.of(backlog.decided(), backlog.decided(), backlog.decided()))
        .containsExactly(false, false, true);
  }

  @Test
  void commands_that_were_dropped_are_not_waited_for() {
    fetch(3);
    fetch(1);
    assertThat(backlog.decided()).isTrue();
  }

  @Test
  void commands_left_over_from_an_earlier_poll_are_committed_too() {
    fetch(0);
    assertThat(backlog.decided()).isTrue();
    pass(Backlog.PER_COMMAND);
    assertThat(backlog.decided()).isTrue();
  }

  @Test
  void after_a_commit_of_many_the_next_ones_are_waited_for() {
    decide(20);
    fetch(1);
    assertThat(backlog.decided()).isFalse();
    pass(Backlog.PER_COMMAND.multipliedBy(19));
    fetch(1);
    assertThat(backlog.decided()).isTrue();
  }

  @Test
  void a_client_alone_waits_for_nobody() {
    for (var number = 0; number < 10; number++) {
      fetch(1);
      assertThat(backlog.decided()).isTrue();
    }
  }

  @Test
  void the_wait_is_bounded() {
    decide(500);
    pass(Backlog.LONGEST);
    fetch(1);
    assertThat(backlog.decided()).isTrue();
  }

  @Test
  void a_clock_that_is_set_back_holds_nothing_up() {
    decide(20);
    pass(Duration.ofHours(-1));
    fetch(1);
    assertThat(backlog.decided()).isTrue();
  }

  @Test
  void threads_do_not_wait_for_each_other() throws InterruptedException {
    fetch(2);
    var other = Thread.ofPlatform().start(() -> fetch(5));
    other.join();
    backlog.decided();
    assertThat(backlog.decided()).isTrue();
  }

  private void decide(int commands) {
    fetch(commands);
    for (var number = 1; number < commands; number++) {
      assertThat(backlog.decided()).isFalse();
    }
    assertThat(backlog.decided()).isTrue();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Backlog.Watch watch() {
    var watch = new Backlog.Watch();
    watch.configure(backlog.consumerConfig());
    return watch;
  }

  private void fetch(int commands) {
    var partition = new TopicPartition("commands", 0);
    var records =
        IntStream.range(0, commands)
            .mapToObj(i -> new ConsumerRecord<>("commands", 0, i, new byte[0], new byte[0]))
            .toList();
    consumer.onConsume(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
  }
}

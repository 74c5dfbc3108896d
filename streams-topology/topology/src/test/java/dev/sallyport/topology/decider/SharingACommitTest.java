package dev.sallyport.topology.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SharingACommitTest {
  private final Backlog backlog = new Backlog();
  private final Backlog.Watch consumer = watch();

  @Test
  void a_single_command_is_committed_at_once() {
    fetch(1);
    assertThat(backlog.decidedLast()).isTrue();
  }

  @Test
  void commands_that_came_together_are_committed_together() {
    fetch(3);
    assertThat(List.of(backlog.decidedLast(), backlog.decidedLast(), backlog.decidedLast()))
        .containsExactly(false, false, true);
  }

  @Test
  void commands_that_were_dropped_are_not_waited_for() {
    fetch(3);
    fetch(1);
    assertThat(backlog.decidedLast()).isTrue();
  }

  @Test
  void commands_left_over_from_an_earlier_poll_are_committed_too() {
    fetch(0);
    assertThat(backlog.decidedLast()).isTrue();
    assertThat(backlog.decidedLast()).isTrue();
  }

  @Test
  void threads_do_not_wait_for_each_other() throws InterruptedException {
    fetch(2);
    var other = Thread.ofPlatform().start(() -> fetch(5));
    other.join();
    backlog.decidedLast();
    assertThat(backlog.decidedLast()).isTrue();
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
